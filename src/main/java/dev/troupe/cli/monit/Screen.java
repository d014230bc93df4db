package dev.troupe.cli.monit;

import dev.troupe.model.InstanceSummary;
import dev.troupe.pm2.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * A {@link Look} as lines of a terminal: machine, list, details of the chosen instance, its output,
 * keys. Works from 80 x 24 up, and with less shows less.
 *
 * @param width in cells
 * @param height in lines
 */
record Screen(int width, int height) {
  private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
  private static final AttributedStyle STRONG = PLAIN.bold();
  private static final AttributedStyle FAINT = PLAIN.foreground(AttributedStyle.BRIGHT);
  private static final AttributedStyle TITLE = PLAIN.bold().foreground(AttributedStyle.CYAN);
  private static final AttributedStyle CHOSEN = PLAIN.inverse();
  private static final String NAME = "Troupe  ";
  private static final int FIXED = 5;
  private static final int SPARK = 12;

  /** Exactly {@link #height} lines. */
  List<AttributedString> draw(Look look, Instant now) {
    var lines = new ArrayList<AttributedString>();
    lines.add(header(look));
    if (look.mode() instanceof Mode.Helping) {
      Help.LINES.forEach(line -> lines.add(line("  " + line, PLAIN)));
      return filled(lines, look);
    }
    int room = Math.max(2, height - FIXED - look.details().size());
    int listed = Math.min(Math.max(1, look.shown().size()), Math.max(1, room / 2));
    lines.add(line(columns("  ", "name", "id", "state", "cpu", "", "memory", "up", "↺"), FAINT));
    lines.addAll(list(look, listed, now));
    lines.add(rule(look.chosen().map(row -> row.name() + " (id " + row.id() + ")").orElse("")));
    look.details().forEach(detail -> lines.add(line("  " + detail, PLAIN)));
    lines.add(rule("output"));
    lines.addAll(output(look, height - 1 - lines.size()));
    return filled(lines, look);
  }

  private List<AttributedString> filled(List<AttributedString> lines, Look look) {
    while (lines.size() < height - 1) {
      lines.add(AttributedString.EMPTY);
    }
    var all = new ArrayList<>(lines.subList(0, Math.max(0, height - 1)));
    all.add(footer(look));
    return all;
  }

  private AttributedString header(Look look) {
    long online = look.rows().stream().filter(row -> row.pid() != null).count();
    var state = look.isConnected() ? "" : "  THE DAEMON DOES NOT ANSWER";
    var text = "%d of %d run%s  %s".formatted(online, look.rows().size(), state, look.machine());
    return cut(
        new AttributedStringBuilder()
            .styled(TITLE, NAME)
            .styled(look.isConnected() ? PLAIN : Tone.BAD.style(), whole(text))
            .toAttributedString());
  }

  /** As many of its parts as there is room for; two blanks are between them. */
  private String whole(String parts) {
    int room = width - NAME.length();
    var text = parts;
    for (int end = text.lastIndexOf("  "); text.length() > room && end > 0; ) {
      text = text.substring(0, end);
      end = text.lastIndexOf("  ");
    }
    return text;
  }

  private List<AttributedString> list(Look look, int listed, Instant now) {
    var shown = look.shown();
    if (shown.isEmpty()) {
      var reason = look.rows().isEmpty() ? "no apps yet: troupe start app.js" : "none fits";
      return List.of(line("  " + reason, FAINT));
    }
    int first = Math.clamp(look.position() - listed / 2L, 0, shown.size() - listed);
    return shown.subList(first, first + listed).stream().map(row -> row(look, row, now)).toList();
  }

  private AttributedString row(Look look, InstanceSummary row, Instant now) {
    var tone = Tone.of(row.state());
    var up = row.pid() == null ? "" : Amounts.time(Duration.between(row.startedAt(), now));
    var text =
        columns(
            tone.mark() + " ",
            row.name(),
            String.valueOf(row.id()),
            row.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            Amounts.percent(row.usage().cpuPercent()),
            look.trends().spark(row.id(), SPARK),
            Amounts.memory(row.usage().memoryBytes()),
            up,
            String.valueOf(row.restarts()));
    return line(text, row.id() == look.selected() ? CHOSEN : tone.style());
  }

  /** The name takes what the others leave. */
  private String columns(
      String mark,
      String name,
      String id,
      String state,
      String cpu,
      String spark,
      String memory,
      String up,
      String starts) {
    var rest =
        " %4s %-15s %6s %-12s %8s %5s %6s".formatted(id, state, cpu, spark, memory, up, starts);
    int room = Math.max(4, width - mark.length() - rest.length());
    var cut = name.length() > room ? name.substring(0, room - 1) + "…" : name;
    return mark + cut + " ".repeat(Math.max(0, room - cut.length())) + rest;
  }

  /** The last lines that fit, long ones cut. */
  private List<AttributedString> output(Look look, int room) {
    var lines = look.lines();
    int shown = Math.clamp(room, 0, lines.size());
    return lines.subList(lines.size() - shown, lines.size()).stream()
        .map(text -> cut(AttributedString.fromAnsi(text.replace("\t", "    "))))
        .toList();
  }

  private AttributedString footer(Look look) {
    return switch (look.mode()) {
      case Mode.Browsing _ -> browsing(look);
      case Mode.Filtering _ ->
          line("filter: " + look.filter() + "▏  enter keeps, esc clears", STRONG);
      case Mode.Confirming(var question, _) -> line(question + "  y / n", STRONG);
      case Mode.Scaling(_, var name, var typed) ->
          line("instances of " + name + " (4, +1, -1): " + typed + "▏", STRONG);
      case Mode.Helping _ -> line("any key goes back", STRONG);
    };
  }

  private AttributedString browsing(Look look) {
    if (!look.note().isEmpty()) {
      return line(look.note(), STRONG);
    }
    var filter = look.filter().isEmpty() ? "" : "  [" + look.filter() + "]";
    var keys = "q quit  r restart  R reload  s stop  S start  n scale  / filter  o order  ? help";
    return line(keys + filter + "  by " + look.sorting().label(), FAINT);
  }

  /** Heavy lines: light ones are drawn by another character set, which not every terminal has. */
  private AttributedString rule(String title) {
    var text = title.isEmpty() ? "" : " " + title + " ";
    return line("━━" + text + "━".repeat(Math.max(0, width - 2 - text.length())), FAINT);
  }

  private AttributedString line(String text, AttributedStyle style) {
    return cut(new AttributedString(text, style));
  }

  private AttributedString cut(AttributedString text) {
    return text.columnLength() <= width ? text : text.columnSubSequence(0, width);
  }
}
