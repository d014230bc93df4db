package dev.troupe.pm2;

import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of {@code logs --json}. */
public final class Pm2LogLine {
  private Pm2LogLine() {}

  /** A line of output as an object on one line, without its end. */
  public static String json(LogLine line) {
    return json(line, Map.of());
  }

  /**
   * The same: PM2's fields, then those that the app printed, as far as they have names of their
   * own.
   *
   * @param fields of an app that prints objects
   */
  public static String json(LogLine line, Map<?, ?> fields) {
    var all = new LinkedHashMap<String, @Nullable Object>();
    all.put("message", line.text());
    all.put("timestamp", line.at().toString());
    all.put("type", line.output() == OutputName.ERR ? "err" : "out");
    all.put("process_id", line.instance());
    all.put("app_name", line.app());
    fields.forEach((name, value) -> all.putIfAbsent(String.valueOf(name), value));
    return JsonText.of(all);
  }

  /**
   * What happened to an app, as such an object.
   *
   * @param event as the daemon calls it
   * @return null of what PM2 does not tell
   */
  public static @Nullable String json(Instant at, String event, String app) {
    var status = status(event);
    if (status == null) {
      return null;
    }
    var all = new LinkedHashMap<String, Object>();
    all.put("timestamp", at.toString());
    all.put("type", "process_event");
    all.put("status", status);
    all.put("app_name", app);
    return JsonText.of(all);
  }

  private static @Nullable String status(String event) {
    return switch (event) {
      case "online" -> "online";
      case "exited" -> "exit";
      case "stopped" -> "stop";
      case "deleted" -> "delete";
      case "gave-up" -> "restart overlimit";
      default -> null;
    };
  }
}
