package dev.troupe.metrics;

import dev.troupe.model.AppSnapshot;
import dev.troupe.model.AppSpec;
import dev.troupe.model.Host;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import dev.troupe.model.Instruments;
import dev.troupe.model.LogVolume;
import dev.troupe.model.PlainApp;
import dev.troupe.model.ReloadReport;
import dev.troupe.model.Tally;
import dev.troupe.model.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An app with one instance, of which everything is known. */
final class Scene {
  static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");

  static final Tally TALLY =
      new Tally(
          Map.of(4, new Tally.Instance(Map.of(Tally.Why.EXIT, 3L), Map.of(Tally.End.SIGNAL, 2L))),
          Map.of(
              "api",
              Map.of(
                  ReloadReport.Outcome.COMPLETED, new Tally.Reloads(2, Duration.ofMillis(2500)))));

  static final Host HOST =
      new Host(
          2,
          25,
          new Host.Load(0.5, 1, 1.5),
          new Host.Space(1000, 600),
          new Host.Space(200, 50),
          new Host.Space(5000, 4000),
          new Host.Traffic(10, 20, 1, 2),
          new Host.Traffic(30, 40, 3, 4));

  private Scene() {}

  static Measurements of(AppSnapshot... apps) {
    return new Measurements(
        NOW,
        new Measurements.Daemon("1.2", "linux"),
        HOST,
        List.of(apps),
        TALLY,
        Map.of(4, new LogVolume(100, 7, 1)));
  }

  /** Everything there can be a metric of. */
  static Measurements full() {
    return of(app("api", 4, 4711L, Map.of("Event Loop Latency", metric("0.5", "ms"))));
  }

  /** The same with a metric of the app's own. */
  static Measurements withCustomMetrics() {
    return of(
        app(
            "api",
            4,
            4711L,
            Map.of("Event Loop Latency", metric("0.5", "ms"), "Realtime users", metric(17, ""))));
  }

  static Map<String, Object> metric(Object value, String unit) {
    return Map.of("value", value, "unit", unit);
  }

  /**
   * An app.
   *
   * @param pid null if it is stopped
   */
  static AppSnapshot app(String name, int id, @Nullable Long pid, Map<String, Object> metrics) {
    return new AppSnapshot(id, spec(name), List.of(instance(id, pid, metrics)), null);
  }

  private static AppSpec spec(String name) {
    return PlainApp.of(name, "/a.js").with(draft -> draft.instances = 2);
  }

  private static InstanceSnapshot instance(
      int id, @Nullable Long pid, Map<String, Object> metrics) {
    return new InstanceSnapshot(
        id,
        0,
        "u",
        pid == null ? InstanceState.STOPPED : InstanceState.ONLINE,
        pid,
        NOW,
        NOW.minusSeconds(60),
        3,
        1,
        null,
        null,
        null,
        new Usage(150, 2048, 3, 12, 30),
        pid != null,
        Duration.ofMillis(12),
        null,
        null,
        List.of(),
        new Instruments(metrics, List.of(), Map.of()),
        null,
        null);
  }
}
