package dev.troupe.pm2;

import dev.troupe.model.InstanceSummary;
import dev.troupe.model.LogFiles;
import java.time.Duration;
import java.time.Instant;

/** What {@code list -m} prints: a block of lines for each instance, without table and colours. */
public final class Pm2MiniList {
  private Pm2MiniList() {}

  /**
   * One instance, each line ended by a newline.
   *
   * @param logs its app's files
   */
  public static String block(InstanceSummary row, LogFiles logs, Instant now) {
    boolean isRunning = row.pid() != null;
    return "+--- "
        + row.name()
        + "\n"
        + line("namespace", row.namespace())
        + line("version", row.version() == null ? "N/A" : row.version())
        + line("pid", isRunning ? String.valueOf(row.pid()) : "0")
        + line("pm2 id", Integer.toString(row.id()))
        + line("status", Pm2Status.of(row.state()))
        + line("mode", Pm2Status.of(row.mode()).replace("_mode", ""))
        + line("restarted", Integer.toString(row.restarts()))
        + line("uptime", isRunning ? Amounts.time(Duration.between(row.startedAt(), now)) : "0")
        + line("memory usage", Amounts.memory(row.usage().memoryBytes()))
        + line("error log", logs.pathFor(logs.error(), row.id()))
        + line("watching", row.watching() ? "yes" : "no")
        + line("PID file", logs.pidFileFor(row.id()));
  }

  private static String line(String name, String value) {
    return name + " : " + value + "\n";
  }
}
