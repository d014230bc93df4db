package dev.troupe.cli.monit;

import dev.troupe.model.InstanceState;
import dev.troupe.model.InstanceSummary;
import dev.troupe.model.PlainRow;
import dev.troupe.model.Usage;
import java.time.Instant;
import java.util.List;

/** Instances to show. */
final class Rows {
  static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  private Rows() {}

  static InstanceSummary row(int id, String name, InstanceState state, double cpu) {
    return PlainRow.of(
        id,
        name,
        state,
        row -> {
          row.startedAt = NOW.minusSeconds(125);
          row.restarts = id;
          row.usage = new Usage(cpu, (id + 1) * 1024L * 1024);
        });
  }

  static Look look(InstanceSummary... rows) {
    return Look.FIRST.seeing(List.of(rows), "cpu 3% of 2 cores");
  }

  /** An api, a web that crashed, a worker. */
  static Look three() {
    return look(
        row(0, "web", InstanceState.ERRORED, 0),
        row(1, "api", InstanceState.ONLINE, 12.5),
        row(2, "worker", InstanceState.ONLINE, 80));
  }
}
