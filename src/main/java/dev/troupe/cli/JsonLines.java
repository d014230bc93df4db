package dev.troupe.cli;

import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import dev.troupe.pm2.Pm2LogLine;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object for each line (PM2's {@code --json}), with the fields of apps that print JSON. */
final class JsonLines implements LogStyle {
  private final Console console;

  JsonLines(Console console) {
    this.console = console;
  }

  @Override
  public void line(LogLine line) {
    console.write(Pm2LogLine.json(line, fields(line.text())) + "\n");
  }

  /** Such a line has no time to write. */
  @Override
  public void old(int instance, String app, OutputName output, String text) {}

  /** The fields of an object that an app printed; none if it is no object. */
  private static Map<?, ?> fields(String text) {
    if (!text.startsWith("{")) {
      return Map.of();
    }
    try {
      return read(text) instanceof Map<?, ?> fields ? fields : Map.of();
    } catch (IOException _) {
      return Map.of();
    }
  }

  private static @Nullable Object read(String text) throws IOException {
    return JsonReader.read(text);
  }
}
