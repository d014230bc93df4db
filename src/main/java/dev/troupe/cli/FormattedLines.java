package dev.troupe.cli;

import dev.troupe.model.DayFormat;
import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import java.time.ZoneId;

/** {@code timestamp=... app=... id=... type=... message=...} (PM2's {@code --format}). */
final class FormattedLines implements LogStyle {
  private final Console console;
  private final ZoneId zone;
  private final DayFormat time = DayFormat.of("YYYY-MM-DD-HH:mm:ssZZ");

  FormattedLines(Console console, ZoneId zone) {
    this.console = console;
    this.zone = zone;
  }

  @Override
  public void line(LogLine line) {
    console.write(
        "timestamp="
            + time.format(line.at().atZone(zone))
            + " app="
            + line.app()
            + " id="
            + line.instance()
            + " type="
            + (line.output() == OutputName.ERR ? "error" : "out")
            + " message="
            + line.text()
            + "\n");
  }

  /** Such a line has no time to write. */
  @Override
  public void old(int instance, String app, OutputName output, String text) {}
}
