package dev.troupe.cli;

import dev.troupe.api.PlacedLine;
import java.io.IOException;

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

  @Override
  public boolean on(String event, String data) throws IOException {
    switch (LogEvent.read(event, data)) {
      case LogEvent.FileEnd file -> file(file);
      case LogEvent.NewLine(var line) -> line(line);
      case LogEvent.Missed(long count) ->
          console.warn(count + " lines were left out: this terminal is too slow for them");
      case LogEvent.Other _ -> {}
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

  private void file(LogEvent.FileEnd file) {
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
