package dev.troupe.model;

import java.net.URI;
import java.util.Map;

/**
 * Where something is sent as well, by the OpenTelemetry protocol (OTLP) over HTTP: the output of
 * all apps, or metrics.
 *
 * @param endpoint takes the requests; its whole address, with the path
 * @param headers go with each request
 * @param attributes are told of each resource, that is of each app, or of the daemon
 * @param isCompressed whether requests are compressed by gzip
 */
public record OtlpCollector(
    URI endpoint,
    Map<String, String> headers,
    Map<String, String> attributes,
    boolean isCompressed) {
  /** Who tells, as an instrumentation scope: the same of lines and of metrics. */
  public static final String SCOPE = "dev.troupe";

  public OtlpCollector {
    headers = Map.copyOf(headers);
    attributes = Map.copyOf(attributes);
  }
}
