package dev.troupe.cli;

import dev.troupe.api.PlacedLine;
import dev.troupe.model.OutputName;
import java.io.IOException;
import java.util.List;

/** Prints the events of a log stream. */
final class LogPrinter implements EventListener {
  private final Console console;
  private final LogStyle style;
  private final ShownLogs shown;
  private final int wanted;
  private final Runnable whenOpened;
  private boolean hasHeard;

  /**
   * @param shown what need not be shown again
   * @param wanted how many old lines of each file were asked for
   * @param whenOpened called when a stream has begun
   */
  LogPrinter(Console console, LogStyle style, ShownLogs shown, int wanted, Runnable whenOpened) {
    this.console = console;
    this.style = style;
    this.shown = shown;
    this.wanted = wanted;
    this.whenOpened = whenOpened;
  }

  @Override
  public void opened() {
    whenOpened.run();
  }

  /** {@code event: file}: the end of a log file, and whose output it is. */
  record FileEnd(
      String path, String app, int instance, OutputName output, long leftOut, List<String> lines) {}

  /** {@code event: missed}: lines that this command was too slow for. */
  record Missed(long count) {}

  @Override
  public boolean on(String event, String data) throws IOException {
    switch (event) {
      case "file" -> file(RecordReader.read(FileEnd.class, data));
      case "line" -> line(RecordReader.read(PlacedLine.class, data));
      case "missed" -> {
        var count = RecordReader.read(Missed.class, data).count();
        console.warn(count + " lines were left out: this terminal is too slow for them");
      }
      default -> {
        // A later daemon may have more to tell.
      }
    }
    hasHeard = true;
    return true;
  }

  private void line(PlacedLine line) {
    if (shown.isNew(line)) {
      style.line(line.line());
    }
  }

  /** Whether anything has come since the last call. */
  boolean hasHeard() {
    boolean heard = hasHeard;
    hasHeard = false;
    return heard;
  }

  private void file(FileEnd file) {
    style.beginFile(file.path(), wanted);
    for (var text : file.lines()) {
      style.old(file.instance(), file.app(), file.output(), text);
    }
    if (!file.lines().isEmpty()) {
      style.endFile();
    }
    if (file.leftOut() > 0) {
      console.warn(file.leftOut() + " older lines of " + file.path() + " were left out");
    }
  }
}
