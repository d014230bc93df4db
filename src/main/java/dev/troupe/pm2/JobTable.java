package dev.troupe.pm2;

import dev.troupe.model.ExitStatus;
import dev.troupe.pm2.BoxTable.Cell;
import dev.troupe.pm2.BoxTable.Paint;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The table that {@code jobs} prints: one row for each run, the newest first. */
public final class JobTable {
  private final BoxTable table;

  /** An empty one. */
  public JobTable(Palette palette) {
    table = new BoxTable(palette, true);
    table.add(
        heading("id"),
        heading("name"),
        heading("cron"),
        heading("started"),
        heading("duration"),
        heading("exit"),
        heading("next due"));
  }

  private static Cell heading(String text) {
    return new Cell(text, Paint.HEADING);
  }

  /** An instance that has never run. */
  public void addIdle(int id, String name, String cron, @Nullable Instant nextDue) {
    add(id, name, cron, "", "", new Cell("has not run", Paint.FAINT), nextDue);
  }

  /** A run under way. */
  public void addRunning(
      int id, String name, String cron, Instant started, Duration time, @Nullable Instant nextDue) {
    var state = new Cell("running", Paint.PENDING);
    add(id, name, cron, text(started), precise(time), state, nextDue);
  }

  /** A run that has ended. */
  public void addEnded(
      int id,
      String name,
      String cron,
      Instant started,
      Duration time,
      ExitStatus status,
      @Nullable Instant nextDue) {
    add(id, name, cron, text(started), precise(time), exit(status), nextDue);
  }

  private void add(
      int id,
      String name,
      String cron,
      String started,
      String time,
      Cell state,
      @Nullable Instant nextDue) {
    table.add(
        new Cell(Integer.toString(id), Paint.STRONG),
        Cell.plain(name),
        Cell.plain(cron),
        Cell.plain(started),
        Cell.plain(time),
        state,
        Cell.plain(text(nextDue)));
  }

  private static Cell exit(ExitStatus status) {
    return switch (status) {
      case ExitStatus.Exited(int code) ->
          new Cell("code " + code, code == 0 ? Paint.GOOD : Paint.BAD);
      case ExitStatus.Signaled(int signal, boolean outOfMemory) ->
          new Cell(outOfMemory ? "oom" : "signal " + signal, Paint.BAD);
      case ExitStatus.Unknown _ -> new Cell("unknown", Paint.PENDING);
    };
  }

  private static String text(@Nullable Instant time) {
    return time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String precise(Duration duration) {
    return duration.compareTo(Duration.ofSeconds(10)) < 0
        ? duration.toMillis() + "ms"
        : Amounts.time(duration);
  }

  /** The lines, each ended by a newline. */
  public String draw() {
    return table.draw();
  }
}
