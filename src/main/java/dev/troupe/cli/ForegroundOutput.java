package dev.troupe.cli;

import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import dev.troupe.pm2.Pm2LogLine;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Shows what apps print, as the options say. */
final class ForegroundOutput {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneId.systemDefault());
  private static final DateTimeFormatter WITH_OFFSET =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH:mm:ssxx").withZone(ZoneId.systemDefault());
  private static final int LABEL = 8;

  private final Console console;
  private final Look look;
  private final boolean hasTime;

  /** Nobody reads any more. */
  private volatile boolean isClosed;

  private ForegroundOutput(Console console, Look look, boolean hasTime) {
    this.console = console;
    this.look = look;
    this.hasTime = hasTime;
  }

  /** How a line looks. */
  private enum Look {
    RAW,
    NAMED,
    PAIRS,
    JSON
  }

  static ForegroundOutput of(Arguments arguments, ForegroundStyle style, Console console) {
    return new ForegroundOutput(console, look(arguments, style), arguments.has("--timestamp"));
  }

  private static Look look(Arguments arguments, ForegroundStyle style) {
    if (arguments.has("--json")) {
      return Look.JSON;
    }
    if (arguments.has("--format")) {
      return Look.PAIRS;
    }
    if (arguments.has("--formatted")) {
      return Look.NAMED;
    }
    return arguments.has("--raw") || style == ForegroundStyle.RUNTIME ? Look.RAW : Look.NAMED;
  }

  /** Prints a line; standard error stays standard error where the text is printed as it is. */
  void show(Instant at, String app, int instance, OutputName output, String text) {
    if (isClosed) {
      return;
    }
    try {
      var line = line(at, app, instance, output, text) + "\n";
      if (look == Look.RAW && output == OutputName.ERR) {
        console.writeError(line);
      } else {
        console.write(line);
      }
    } catch (OutputClosedException _) {
      isClosed = true;
    }
  }

  private String line(Instant at, String app, int instance, OutputName output, String text) {
    return switch (look) {
      case RAW -> time(at) + text;
      case NAMED -> label(app, instance, output) + time(at) + text;
      case PAIRS ->
          "timestamp="
              + WITH_OFFSET.format(at)
              + (" app=" + app + " id=" + instance + " type=" + type(output) + " message=" + text);
      case JSON -> Pm2LogLine.json(new LogLine(at, app, instance, output, text));
    };
  }

  private String time(Instant at) {
    return hasTime ? TIME.format(at) + ": " : "";
  }

  private String label(String app, int instance, OutputName output) {
    var name = instance + "|" + app;
    var padded = name + " ".repeat(Math.max(1, LABEL - name.length())) + "| ";
    var palette = console.palette();
    return output == OutputName.ERR ? palette.red(padded) : palette.green(padded);
  }

  private static String type(OutputName output) {
    return output == OutputName.ERR ? "error" : "out";
  }
}
