package dev.troupe.model;

import java.net.URI;
import java.util.Map;

/**
 * Where the output of all apps is sent as well, by the OpenTelemetry protocol (OTLP) over HTTP.
 *
 * @param endpoint takes the requests; its whole address, with the path
 * @param headers go with each request
 * @param attributes are told of each app, as attributes of its resource
 * @param isCompressed whether requests are compressed by gzip
 */
public record LogCollector(
    URI endpoint,
    Map<String, String> headers,
    Map<String, String> attributes,
    boolean isCompressed) {

  public LogCollector {
    headers = Map.copyOf(headers);
    attributes = Map.copyOf(attributes);
  }
}
