package dev.troupe.config;

import dev.troupe.model.Topic;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What values the settings of a webhook take. */
final class WebhookFieldTypes {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** Those that the sender sets by itself. */
  private static final Set<String> OWN_HEADERS =
      Set.of(
          "connection",
          "content-length",
          "content-type",
          "expect",
          "host",
          "upgrade",
          "webhook-id",
          "webhook-timestamp",
          "webhook-signature");

  static final FieldType<URI> URL =
      new FieldType<>(
          "url",
          "an address of http or https",
          "give one such as \"https://example.org/hook\"",
          WebhookFieldTypes::url);

  static final FieldType<Set<Topic>> TOPICS =
      new FieldType<>(
          "events",
          "a list of events",
          "give [all], or some of "
              + Arrays.stream(Topic.values()).map(Topic::word).collect(Collectors.joining(", ")),
          WebhookFieldTypes::topics);

  static final FieldType<Map<String, String>> HEADERS =
      new FieldType<>(
          "headers",
          "a map of headers that may be set",
          "give names with values, such as { Authorization = \"Bearer abc\" }; the sender itself"
              + " sets Host, Content-Type, Content-Length and Webhook-*",
          value ->
              CollectorFieldTypes.HEADERS
                  .reading()
                  .apply(value)
                  .filter(WebhookFieldTypes::areFree));

  private WebhookFieldTypes() {}

  private static Optional<URI> url(Object value) {
    return Values.text(value).flatMap(WebhookFieldTypes::uri);
  }

  private static Optional<URI> uri(String text) {
    try {
      var uri = new URI(text);
      return SCHEMES.contains(String.valueOf(uri.getScheme()))
              && uri.getHost() != null
              && uri.getUserInfo() == null
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static Optional<Set<Topic>> topics(Object value) {
    return Values.texts(value).filter(words -> !words.isEmpty()).flatMap(WebhookFieldTypes::named);
  }

  private static Optional<Set<Topic>> named(List<String> words) {
    if (words.equals(List.of("all"))) {
      return Optional.of(EnumSet.allOf(Topic.class));
    }
    var topics = EnumSet.noneOf(Topic.class);
    for (var word : words) {
      var topic = Topic.named(word.replace('_', '-'));
      if (topic.isEmpty()) {
        return Optional.empty();
      }
      topics.add(topic.get());
    }
    return Optional.of(topics);
  }

  private static boolean areFree(Map<String, String> headers) {
    return headers.keySet().stream()
        .noneMatch(name -> OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT)));
  }
}
