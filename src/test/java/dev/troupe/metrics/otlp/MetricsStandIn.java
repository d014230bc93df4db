package dev.troupe.metrics.otlp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** Takes metrics by OTLP over HTTP as a collector does, and answers as the test wants. */
public final class MetricsStandIn implements AutoCloseable {
  private final HttpServer server;
  private final List<ExportMetricsServiceRequest> taken = new CopyOnWriteArrayList<>();

  /** Answers to come before all others are taken. */
  final BlockingQueue<Integer> refusals = new LinkedBlockingQueue<>();

  /** What came with the last request. */
  volatile Map<String, List<String>> headers = Map.of();

  public MetricsStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/metrics", this::answer);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port() + "/v1/metrics");
  }

  /** How many requests were taken. */
  public int size() {
    return taken.size();
  }

  List<ResourceMetrics> resources() {
    return taken.stream().flatMap(one -> one.getResourceMetricsList().stream()).toList();
  }

  /** The last that has come of that name. */
  public Optional<Metric> metric(String name) {
    return resources().stream()
        .flatMap(one -> one.getScopeMetricsList().stream())
        .flatMap(one -> one.getMetricsList().stream())
        .filter(one -> one.getName().equals(name))
        .reduce((_, later) -> later);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      headers = Map.copyOf(exchange.getRequestHeaders());
      var request = ExportMetricsServiceRequest.parseFrom(exchange.getRequestBody());
      Integer refusal = refusals.poll();
      if (refusal != null) {
        exchange.sendResponseHeaders(refusal, -1);
        return;
      }
      taken.add(request);
      byte[] response = ExportMetricsServiceResponse.getDefaultInstance().toByteArray();
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, response.length == 0 ? -1 : response.length);
      exchange.getResponseBody().write(response);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
