package dev.troupe.pm2;

import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import java.util.LinkedHashMap;

/** One line of {@code logs --json}. */
public final class Pm2LogLine {
  private Pm2LogLine() {}

  /** An object on one line, without its end. */
  public static String json(LogLine line) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("message", line.text());
    fields.put("timestamp", line.at().toString());
    fields.put("type", line.output() == OutputName.ERR ? "err" : "out");
    fields.put("process_id", line.instance());
    fields.put("app_name", line.app());
    return JsonText.of(fields);
  }
}
