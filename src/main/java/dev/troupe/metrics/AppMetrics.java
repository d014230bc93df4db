package dev.troupe.metrics;

import static dev.troupe.metrics.Metric.OF_APP;
import static dev.troupe.metrics.Metric.gauge;
import static dev.troupe.metrics.Metric.summary;

import dev.troupe.model.AppSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is told of each app; apps of the same name and namespace count as one. */
final class AppMetrics {
  private static final Metric WANTED =
      gauge("troupe_app_instances_desired", "How many instances are wanted.", OF_APP);
  private static final Metric RELOADS =
      summary(
          "troupe_app_reload_duration_seconds",
          "Rolling reloads and how long they took, by how they ended.",
          OF_APP,
          "outcome");
  private static final Metric INFO =
      gauge(
          "troupe_build_info",
          "1; its labels tell which daemon this is.",
          List.of("version", "engine"));

  private AppMetrics() {}

  static Stream<Metric> metrics() {
    return Stream.of(WANTED, RELOADS, INFO);
  }

  static Stream<MetricSnapshot> of(Measurements all) {
    var wanted = new Samples(WANTED);
    var reloads = new Samples(RELOADS);
    var seen = new HashSet<String>();
    for (var app : all.apps()) {
      var labels = labels(app);
      wanted.add(app.spec().instances(), labels);
      if (seen.add(app.spec().name())) {
        all.tally()
            .reloads()
            .getOrDefault(app.spec().name(), Map.of())
            .forEach(
                (outcome, some) ->
                    reloads.add(
                        seconds(some.total()),
                        some.count(),
                        InstanceMetrics.and(labels, InstanceMetrics.word(outcome))));
      }
    }
    return Stream.concat(wanted.snapshot(), reloads.snapshot());
  }

  static Stream<MetricSnapshot> build(Measurements.Daemon daemon) {
    var info = new Samples(INFO);
    info.add(1, List.of(daemon.version(), daemon.engine()));
    return info.snapshot();
  }

  private static List<String> labels(AppSnapshot app) {
    return List.of(app.spec().name(), app.spec().namespace());
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }
}
