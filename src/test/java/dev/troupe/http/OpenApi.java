package dev.troupe.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.troupe.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The OpenAPI document, as far as tests ask about it. */
final class OpenApi {
  private final Map<String, Object> document = read();

  /** {@code GET /healthz}, and so on. */
  Set<String> operations() {
    var operations = new TreeSet<String>();
    paths()
        .forEach(
            (path, methods) ->
                map(methods)
                    .keySet()
                    .forEach(
                        method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    return operations;
  }

  Map<String, Object> operation(String method, String path) {
    return map(map(paths().get(path)).get(method.toLowerCase(Locale.ROOT)));
  }

  Set<String> statuses(String method, String path) {
    return map(operation(method, path).get("responses")).keySet();
  }

  Set<String> queryParameters(String method, String path) {
    var names = new TreeSet<String>();
    for (var parameter : parameters(method, path)) {
      if ("query".equals(map(parameter).get("in"))) {
        names.add(Objects.toString(map(parameter).get("name")));
      }
    }
    return names;
  }

  List<?> parameters(String method, String path) {
    return operation(method, path).get("parameters") instanceof List<?> list ? list : List.of();
  }

  Map<String, Object> schemas() {
    return map(map(document.get("components")).get("schemas"));
  }

  Set<String> properties(String schema) {
    return map(map(schemas().get(schema)).get("properties")).keySet();
  }

  private Map<String, Object> paths() {
    return map(document.get("paths"));
  }

  @SuppressWarnings("unchecked") // JSON objects have texts for keys
  static Map<String, Object> map(@Nullable Object object) {
    return (Map<String, Object>) Objects.requireNonNull(object);
  }

  private static Map<String, Object> read() {
    try (var file = OpenApi.class.getResourceAsStream("/openapi.json")) {
      return Json.readObject(new String(Objects.requireNonNull(file).readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
