package dev.troupe.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads {@code text/event-stream} (WHATWG HTML, section 9.2). */
final class ServerSentEvents {
  private ServerSentEvents() {}

  /** Returns at the end of the stream, or when the listener wants no more. */
  static void read(InputStream body, EventListener listener) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    var event = "";
    var data = new StringBuilder();
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        if (!data.isEmpty() && !listener.on(event, data.substring(0, data.length() - 1))) {
          return;
        }
        event = "";
        data.setLength(0);
      } else if (line.startsWith("event:")) {
        event = value(line, "event:");
      } else if (line.startsWith("data:")) {
        data.append(value(line, "data:")).append('\n');
      }
    }
  }

  private static String value(String line, String field) {
    int from = field.length();
    return line.substring(line.startsWith(" ", from) ? from + 1 : from);
  }
}
