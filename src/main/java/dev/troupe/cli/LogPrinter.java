package dev.troupe.cli;

import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import dev.troupe.pm2.Pm2LogLine;
import java.io.IOException;
import java.util.List;

/** Prints the events of a log stream. */
final class LogPrinter implements EventListener {
  private static final int USUAL_LABEL = 8;

  private final Console console;
  private final Style style;
  private final LogOwners owners;
  private final int wanted;
  private int label = USUAL_LABEL;

  /**
   * Prints for one command.
   *
   * @param owners whose output is in the files
   * @param wanted how many old lines of each file were asked for
   */
  LogPrinter(Console console, Style style, LogOwners owners, int wanted) {
    this.console = console;
    this.style = style;
    this.owners = owners;
    this.wanted = wanted;
  }

  /** How a line looks. */
  enum Style {
    NAMED,
    RAW,
    JSON
  }

  /** {@code event: file}: the end of a log file. */
  record FileEnd(String path, List<String> lines) {}

  /** {@code event: missed}: lines that this command was too slow for. */
  record Missed(long count) {}

  @Override
  public boolean on(String event, String data) throws IOException {
    switch (event) {
      case "file" -> end(RecordReader.read(FileEnd.class, data));
      case "line" -> line(RecordReader.read(LogLine.class, data));
      case "missed" -> {
        var count = RecordReader.read(Missed.class, data).count();
        console.warn(count + " lines were left out: this terminal is too slow for them");
      }
      default -> {
        // A later daemon may have more to tell.
      }
    }
    return true;
  }

  private void end(FileEnd file) {
    if (style == Style.NAMED) {
      var title = file.path() + " last " + wanted + " lines:";
      console.write(console.palette().grey(title) + "\n");
    }
    var owner = owners.of(file.path());
    for (var text : file.lines()) {
      switch (style) {
        case NAMED -> named(owner.instance(), owner.app(), owner.output(), text);
        case RAW -> raw(owner.output(), text);
        case JSON -> {
          // A file does not tell when its lines were written.
        }
      }
    }
    if (style == Style.NAMED && !file.lines().isEmpty()) {
      console.write("\n");
    }
  }

  private void line(LogLine line) {
    switch (style) {
      case NAMED -> named(line.instance(), line.app(), line.output(), line.text());
      case RAW -> raw(line.output(), line.text());
      case JSON -> console.write(Pm2LogLine.json(line) + "\n");
    }
  }

  private void raw(OutputName output, String text) {
    if (output == OutputName.ERR) {
      console.writeError(text + "\n");
    } else {
      console.write(text + "\n");
    }
  }

  private void named(int instance, String app, OutputName output, String text) {
    var name = instance + "|" + app;
    label = Math.max(label, name.length() + 1);
    var padded = name + " ".repeat(label - name.length()) + "| ";
    var palette = console.palette();
    var coloured = output == OutputName.ERR ? palette.red(padded) : palette.green(padded);
    console.write(coloured + text + "\n");
  }
}
