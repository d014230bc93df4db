package dev.troupe.logs.otlp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPInputStream;
import org.apache.pekko.Done;

/** Takes OTLP over HTTP as a collector does, and answers as the test wants. */
final class CollectorStandIn implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<ExportLogsServiceRequest> taken = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Done> closing = new CompletableFuture<>();

  /** Answers to come before all others are taken. */
  final BlockingQueue<Integer> refusals = new LinkedBlockingQueue<>();

  /** What came with the last request, as its sender wrote it. */
  volatile Map<String, List<String>> headers = Map.of();

  private volatile boolean isHanging;

  private CollectorStandIn(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/v1/logs", this::answer);
    server.start();
  }

  static CollectorStandIn open() throws IOException {
    return new CollectorStandIn(0);
  }

  static CollectorStandIn openAt(int port) throws IOException {
    return new CollectorStandIn(port);
  }

  /** From now on it takes requests and answers none. */
  void hangs() {
    isHanging = true;
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port() + "/v1/logs");
  }

  List<ResourceLogs> resources() {
    return taken.stream().flatMap(one -> one.getResourceLogsList().stream()).toList();
  }

  List<LogRecord> records() {
    return resources().stream()
        .flatMap(one -> one.getScopeLogsList().stream())
        .flatMap(one -> one.getLogRecordsList().stream())
        .toList();
  }

  List<String> texts() {
    return records().stream().map(record -> record.getBody().getStringValue()).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      headers = Map.copyOf(exchange.getRequestHeaders());
      var request = ExportLogsServiceRequest.parseFrom(body(exchange));
      if (isHanging) {
        closing.join();
        return;
      }
      Integer refusal = refusals.poll();
      if (refusal != null) {
        exchange.sendResponseHeaders(refusal, -1);
        return;
      }
      taken.add(request);
      byte[] response = ExportLogsServiceResponse.getDefaultInstance().toByteArray();
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, response.length == 0 ? -1 : response.length);
      exchange.getResponseBody().write(response);
    }
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody();
    return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
        ? new GZIPInputStream(body)
        : body;
  }

  @Override
  public void close() {
    closing.complete(Done.getInstance());
    server.stop(0);
    threads.shutdown();
  }
}
