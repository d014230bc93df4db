package dev.troupe.notify;

import dev.troupe.api.Json;
import dev.troupe.model.Event;
import dev.troupe.model.EventText;
import dev.troupe.model.Happening;
import dev.troupe.model.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.UUID;

/**
 * One event on its way to one webhook.
 *
 * @param id the same at each attempt, so that the receiver can tell them from new ones
 * @param attempts how many there were
 */
record Delivery(String id, int attempts, Instant since, Happening happening) {
  /** Of the body. */
  static final int VERSION = 1;

  static Delivery of(String receiver, String home, Happening happening) {
    var text = "%s %s %d".formatted(receiver, home, happening.number());
    var id = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    return new Delivery(id, 0, happening.event().at(), happening);
  }

  Delivery tried() {
    return new Delivery(id, attempts + 1, since, happening);
  }

  /**
   * What is sent, as {@code docs/webhook.schema.json} has it.
   *
   * @param host name of this machine
   * @param dropped how many events were left out since the last one that was delivered
   */
  String body(String host, long dropped) {
    var body = new LinkedHashMap<String, Object>();
    body.put("version", VERSION);
    body.put("id", id);
    body.put("host", host);
    var event = happening.event();
    body.put("event", word(event));
    body.put("at", event.at());
    body.put("topics", Topic.of(event).stream().map(Topic::word).toList());
    body.put("app", event.app());
    body.put("text", text(event, host));
    body.put("number", happening.number());
    body.put("data", event);
    body.put("dropped", dropped);
    return Json.write(body);
  }

  /** For people: chats show a field of this name as it is. */
  private static String text(Event event, String host) {
    return "%s on %s: %s".formatted(EventText.subject(event), host, EventText.of(event));
  }

  private static String word(Event event) {
    return Topic.of(event).iterator().next().word();
  }
}
