package dev.troupe.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What values the settings about a collector of output or metrics take. */
final class CollectorFieldTypes {
  static final FieldType<Map<String, String>> HEADERS =
      new FieldType<>(
          "headers",
          "a map of headers",
          "give names with values, such as { Authorization = \"Bearer abc\" }",
          CollectorFieldTypes::headers);
  static final FieldType<Map<String, String>> ATTRIBUTES =
      new FieldType<>(
          "attributes",
          "a map of attributes",
          "give names with values, such as { deployment.environment.name = production }",
          CollectorFieldTypes::attributes);

  /** A token as RFC 9110 has it, section 5.6.2. */
  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private CollectorFieldTypes() {}

  /**
   * An address, or {@code none}.
   *
   * @param usualPath what an address without a path gets: where collectors take this, as OTLP's
   *     specification has it
   */
  static FieldType<Optional<URI>> endpoint(String usualPath) {
    return new FieldType<>(
        "endpoint",
        "the address of a collector",
        "give one such as \"http://localhost:4318\", or none",
        value -> endpoint(value, usualPath));
  }

  private static Optional<Optional<URI>> endpoint(Object value, String usualPath) {
    if (value.equals("none")) {
      return Optional.of(Optional.empty());
    }
    var address = Values.text(value).flatMap(text -> address(text, usualPath));
    return address.isPresent() ? Optional.of(address) : Optional.empty();
  }

  private static Optional<URI> address(String text, String usualPath) {
    try {
      var address = new URI(text);
      return SCHEMES.contains(String.valueOf(address.getScheme())) && address.getHost() != null
          ? Optional.of(withPath(address, usualPath))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static URI withPath(URI address, String usualPath) {
    var path = address.getRawPath();
    return path.isEmpty() || path.equals("/") ? address.resolve(usualPath) : address;
  }

  private static Optional<Map<String, String>> headers(Object value) {
    return attributes(value)
        .filter(
            headers ->
                headers.entrySet().stream()
                    .allMatch(
                        one ->
                            HEADER.matcher(one.getKey()).matches()
                                && HEADER_VALUE.matcher(one.getValue()).matches()));
  }

  /** HOCON makes objects of names with dots; here they are names again. */
  private static Optional<Map<String, String>> attributes(Object value) {
    var attributes = new LinkedHashMap<String, String>();
    return value instanceof Map<?, ?> map && collect("", map, attributes)
        ? Optional.of(attributes)
        : Optional.empty();
  }

  private static boolean collect(String prefix, Map<?, ?> map, Map<String, String> into) {
    for (var entry : map.entrySet()) {
      var name = prefix + entry.getKey();
      switch (entry.getValue()) {
        case Map<?, ?> inner when collect(name + ".", inner, into) -> {}
        case String text -> into.put(name, text);
        case Number number -> into.put(name, Values.asText(number));
        case Boolean flag -> into.put(name, flag.toString());
        case null, default -> {
          return false;
        }
      }
    }
    return true;
  }
}
