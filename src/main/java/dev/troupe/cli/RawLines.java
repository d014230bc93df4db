package dev.troupe.cli;

import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;

/** Lines as the apps wrote them, each to the stream it came from. */
final class RawLines implements LogStyle {
  private final Console console;

  RawLines(Console console) {
    this.console = console;
  }

  @Override
  public void line(LogLine line) {
    write(line.output(), line.text());
  }

  @Override
  public void old(int instance, String app, OutputName output, String text) {
    write(output, text);
  }

  private void write(OutputName output, String text) {
    switch (output) {
      case OUT -> console.write(text + "\n");
      case ERR -> console.writeError(text + "\n");
    }
  }
}
