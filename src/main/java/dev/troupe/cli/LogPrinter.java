package dev.troupe.cli;

import dev.troupe.api.Json;
import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints the events of a log stream. */
final class LogPrinter implements EventListener {
  private static final int USUAL_LABEL = 8;

  private final Console console;
  private final Style style;
  private int label = USUAL_LABEL;

  LogPrinter(Console console, Style style) {
    this.console = console;
    this.style = style;
  }

  /** How a line looks. */
  enum Style {
    NAMED,
    RAW,
    JSON
  }

  /** {@code event: file}. */
  record LogFile(String path, int lines) {}

  /** {@code event: missed}. */
  record Missed(long count) {}

  @Override
  public boolean on(String event, String data) {
    try {
      switch (event) {
        case "file" -> file(Json.read(LogFile.class, data));
        case "line" -> line(Json.read(LogLine.class, data));
        case "missed" -> missed(Json.read(Missed.class, data));
        default -> {
          // A later daemon may have more to tell.
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("not an event of a log: " + data, e);
    }
  }

  private void file(LogFile file) {
    if (style == Style.NAMED) {
      var text = file.path() + " last " + file.lines() + " lines:";
      console.write(console.palette().grey(text) + "\n");
    }
  }

  private void missed(Missed missed) {
    console.warn(missed.count() + " lines were left out: this terminal is too slow for them");
  }

  private void line(LogLine line) {
    switch (style) {
      case NAMED -> console.write(named(line));
      case JSON -> console.write(json(line));
      case RAW -> {
        if (line.output() == OutputName.ERR) {
          console.writeError(line.text() + "\n");
        } else {
          console.write(line.text() + "\n");
        }
      }
    }
  }

  private String named(LogLine line) {
    var name = line.instance() + "|" + line.app();
    label = Math.max(label, name.length() + 1);
    var padded = name + " ".repeat(label - name.length()) + "| ";
    var palette = console.palette();
    var coloured = line.output() == OutputName.ERR ? palette.red(padded) : palette.green(padded);
    return coloured + line.text() + "\n";
  }

  private static String json(LogLine line) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("message", line.text());
    fields.put("timestamp", line.at().toString());
    fields.put("type", line.output() == OutputName.ERR ? "err" : "out");
    fields.put("process_id", line.instance());
    fields.put("app_name", line.app());
    return Json.write(fields) + "\n";
  }
}
