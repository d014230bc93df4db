package dev.troupe.cli;

import dev.troupe.model.DayFormat;
import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import dev.troupe.pm2.Palette;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** {@code 0|name | text}: for people, in columns and on a terminal in colours. */
final class NamedLines implements LogStyle {
  private final Console console;
  private final Palette palette;
  private final @Nullable DayFormat time;
  private final ZoneId zone;
  private final @Nullable String highlighted;
  private int widest;

  /**
   * @param time how the time goes before each line; null for not at all
   * @param zone whose time
   * @param highlighted text that is made to stand out on a terminal; null for none
   */
  NamedLines(Console console, @Nullable DayFormat time, ZoneId zone, @Nullable String highlighted) {
    this.console = console;
    this.palette = console.palette();
    this.time = time;
    this.zone = zone;
    this.highlighted = highlighted;
  }

  @Override
  public void line(LogLine line) {
    write(stamp(line.at()), line.instance(), line.app(), line.output(), line.text());
  }

  @Override
  public void old(int instance, String app, OutputName output, String text) {
    write("", instance, app, output, text);
  }

  @Override
  public void beginFile(String path, int wanted) {
    console.write(palette.grey(path + " last " + wanted + " lines:") + "\n");
  }

  @Override
  public void endFile() {
    console.write("\n");
  }

  private String stamp(Instant at) {
    return time == null ? "" : palette.grey(time.format(at.atZone(zone)) + " ");
  }

  private void write(String stamp, int instance, String app, OutputName output, String text) {
    var name = instance + "|" + app;
    widest = Math.max(widest, name.length());
    var label = name + " ".repeat(widest - name.length() + 2) + "| ";
    console.write(stamp + coloured(label, app, output) + marked(text) + "\n");
  }

  private String coloured(String label, String app, OutputName output) {
    return switch (output) {
      case ERR -> palette.red(label);
      case OUT -> palette.anyFor(app, label);
    };
  }

  private String marked(String text) {
    return highlighted == null || highlighted.isEmpty()
        ? text
        : text.replace(highlighted, palette.inverse(highlighted));
  }
}
