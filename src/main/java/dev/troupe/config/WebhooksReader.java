package dev.troupe.config;

import dev.troupe.model.Topic;
import dev.troupe.model.Webhook;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code troupe.notify.webhooks}: a list of objects. */
final class WebhooksReader {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int SHORTEST_SECRET = 16;

  private static final Field<String> NAME = Field.of("name", FieldType.TEXT, "what it is called");
  private static final Field<URI> URL =
      Field.of("url", WebhookFieldTypes.URL, "where events are sent");
  private static final Field<String> SECRET =
      Field.of("secret", FieldType.TEXT, "signs what is sent");
  private static final Field<Set<Topic>> EVENTS =
      Field.of("events", WebhookFieldTypes.TOPICS, "what it is told of");
  private static final Field<List<String>> APPS =
      Field.of("apps", FieldType.TEXTS, "apps that it is told about");
  private static final Field<Duration> WITHIN =
      Field.of("timeout", FieldType.INTERVAL, "a later answer counts as none");
  private static final Field<Map<String, String>> HEADERS =
      Field.of("headers", WebhookFieldTypes.HEADERS, "headers of each request");
  private static final FieldTable TABLE =
      new FieldTable(List.of(NAME, URL, SECRET, EVENTS, APPS, WITHIN, HEADERS));

  private WebhooksReader() {}

  /** Those that are in order; what is wrong with the others the findings say. */
  static List<Webhook> read(Part webhooks) {
    var read = new ArrayList<Webhook>();
    if (!(webhooks.value() instanceof List<?>)) {
      webhooks.refuse(
          Values.shown(webhooks.value()) + " is not a list of webhooks",
          "give one such as [{ url = \"https://example.org/hook\" }]");
      return read;
    }
    for (var part : webhooks.elements()) {
      var webhook = webhook(part);
      webhook.ifPresent(one -> add(part, one, read));
    }
    return read;
  }

  private static void add(Part part, Webhook webhook, List<Webhook> read) {
    if (read.stream().anyMatch(other -> other.name().equals(webhook.name()))) {
      part.refuse("has the name of another one: " + webhook.name(), "give each a name of its own");
    } else {
      read.add(webhook);
    }
  }

  private static Optional<Webhook> webhook(Part part) {
    if (!(part.value() instanceof Map)) {
      part.refuse(
          Values.shown(part.value()) + " is not a webhook",
          "give an object such as { url = \"https://example.org/hook\" }");
      return Optional.empty();
    }
    var fields = part.section(TABLE);
    if (!fields.has(URL)) {
      part.refuse("has no url", "say where events are to be sent");
    }
    if (fields.get(SECRET).filter(secret -> secret.length() < SHORTEST_SECRET).isPresent()) {
      fields.refuse(
          SECRET,
          "is shorter than %d characters".formatted(SHORTEST_SECRET),
          "give a longer one, such as that of: openssl rand -hex 32");
    }
    return fields
        .get(URL)
        .map(
            url ->
                new Webhook(
                    fields.get(NAME).orElse(url.getHost()),
                    url,
                    fields.get(SECRET).orElse(null),
                    fields.get(EVENTS).orElse(Topic.TROUBLE),
                    new LinkedHashSet<>(fields.get(APPS).orElse(List.of())),
                    fields.get(WITHIN).orElse(TIMEOUT),
                    fields.get(HEADERS).orElse(Map.of())));
  }
}
