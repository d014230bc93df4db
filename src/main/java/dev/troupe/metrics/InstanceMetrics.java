package dev.troupe.metrics;

import static dev.troupe.metrics.Metric.OF_INSTANCE;
import static dev.troupe.metrics.Metric.counter;
import static dev.troupe.metrics.Metric.gauge;

import dev.troupe.model.AppSnapshot;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.LogVolume;
import dev.troupe.model.Tally;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is told of each instance. */
final class InstanceMetrics {

  /** Reads one number off an instance; null if there is none now. */
  private interface Reader {
    @Nullable Double read(InstanceSnapshot instance, Measurements all);
  }

  private record Reading(Metric metric, Reader reader) {}

  private static final List<Reading> READINGS =
      List.of(
          reading(
              "troupe_instance_ready",
              "Whether it is ready for work (1) or not (0).",
              (one, _) -> one.ready() ? 1.0 : 0.0),
          running(
              "troupe_instance_start_time_seconds",
              "When its child was started, in seconds since 1970.",
              (one, _) -> one.startedAt().toEpochMilli() / 1e3),
          running(
              "troupe_instance_uptime_seconds",
              "How long its child has been running.",
              (one, all) -> seconds(Duration.between(one.startedAt(), all.at()))),
          reading(
              "troupe_instance_unstable_restarts",
              "Ends in a row before min_uptime; at max_restarts it is given up.",
              (one, _) -> (double) one.unstableRestarts()),
          running(
              "troupe_instance_cpu_ratio",
              "CPU of its process tree since the measurement before; 1 is one core.",
              (one, _) -> one.usage().cpuPercent() / 100),
          running(
              "troupe_instance_memory_resident_bytes",
              "Resident memory of its process tree.",
              (one, _) -> (double) one.usage().memoryBytes()),
          running(
              "troupe_instance_processes",
              "Processes of its tree.",
              (one, _) -> number(one.usage().processes())),
          running(
              "troupe_instance_threads",
              "Threads of its process tree.",
              (one, _) -> number(one.usage().threads())),
          running(
              "troupe_instance_open_fds",
              "Descriptors that its process tree has open.",
              (one, _) -> number(one.usage().openFiles())),
          running(
              "troupe_instance_probe_duration_seconds",
              "How long the last answer to a probe took.",
              (one, _) -> one.probeLatency() == null ? null : seconds(one.probeLatency())));

  private static final Metric STATE =
      gauge("troupe_instance_state", "1 for the state it is in.", OF_INSTANCE, "state");
  private static final Metric RESTARTS =
      counter(
          "troupe_instance_restarts_total",
          "Children that took the place of another, or that a rule started, by reason.",
          OF_INSTANCE,
          "reason");
  private static final Metric EXITS =
      counter(
          "troupe_instance_exits_total",
          "Children that have ended, by how.",
          OF_INSTANCE,
          "result");
  private static final Metric LOG_BYTES =
      counter("troupe_instance_log_bytes_total", "Bytes that it has printed.", OF_INSTANCE);
  private static final Metric LOG_LINES =
      counter("troupe_instance_log_lines_total", "Lines that it has printed.", OF_INSTANCE);
  private static final Metric LOG_DROPPED =
      counter(
          "troupe_instance_log_dropped_bytes_total",
          "Bytes of its output that were left out of the files.",
          OF_INSTANCE);

  private InstanceMetrics() {}

  static Stream<Metric> metrics() {
    return Stream.concat(
        READINGS.stream().map(Reading::metric),
        Stream.of(STATE, RESTARTS, EXITS, LOG_BYTES, LOG_LINES, LOG_DROPPED));
  }

  static Stream<MetricSnapshot> of(Measurements all) {
    return Stream.of(
            READINGS.stream().flatMap(reading -> of(reading, all)),
            states(all),
            tally(all),
            logs(all))
        .flatMap(families -> families);
  }

  private static Stream<MetricSnapshot> of(Reading reading, Measurements all) {
    var samples = new Samples(reading.metric());
    each(
        all,
        (labels, instance) -> {
          var value = reading.reader().read(instance, all);
          if (value != null) {
            samples.add(value, labels);
          }
        });
    return samples.snapshot();
  }

  private static Stream<MetricSnapshot> states(Measurements all) {
    var samples = new Samples(STATE);
    each(all, (labels, instance) -> samples.add(1, and(labels, word(instance.state()))));
    return samples.snapshot();
  }

  private static Stream<MetricSnapshot> tally(Measurements all) {
    var restarts = new Samples(RESTARTS);
    var exits = new Samples(EXITS);
    each(
        all,
        (labels, instance) -> {
          var tally = all.tally().instances().getOrDefault(instance.id(), Tally.Instance.NONE);
          tally.restarts().forEach((why, count) -> restarts.add(count, and(labels, word(why))));
          tally.exits().forEach((end, count) -> exits.add(count, and(labels, word(end))));
        });
    return Stream.concat(restarts.snapshot(), exits.snapshot());
  }

  private static Stream<MetricSnapshot> logs(Measurements all) {
    var bytes = new Samples(LOG_BYTES);
    var lines = new Samples(LOG_LINES);
    var dropped = new Samples(LOG_DROPPED);
    each(
        all,
        (labels, instance) -> {
          LogVolume volume = all.logs().get(instance.id());
          if (volume != null) {
            bytes.add((double) volume.bytes(), labels);
            lines.add((double) volume.lines(), labels);
            dropped.add((double) volume.droppedBytes(), labels);
          }
        });
    return Stream.of(bytes, lines, dropped).flatMap(Samples::snapshot);
  }

  /** What is done with an instance and the values of its labels. */
  interface Visitor {
    void visit(List<String> labels, InstanceSnapshot instance);
  }

  static void each(Measurements all, Visitor visitor) {
    for (var app : all.apps()) {
      for (var instance : app.instances()) {
        visitor.visit(labels(app, instance), instance);
      }
    }
  }

  private static List<String> labels(AppSnapshot app, InstanceSnapshot instance) {
    var spec = app.spec();
    return List.of(spec.name(), spec.namespace(), Integer.toString(instance.id()));
  }

  static List<String> and(List<String> labels, String... more) {
    var all = new ArrayList<>(labels);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Reading reading(String name, String help, Reader reader) {
    return new Reading(gauge(name, help, OF_INSTANCE), reader);
  }

  /** Of those that have a child. */
  private static Reading running(String name, String help, Reader reader) {
    return reading(name, help, (one, all) -> one.pid() == null ? null : reader.read(one, all));
  }

  private static @Nullable Double number(@Nullable Integer count) {
    return count == null ? null : count.doubleValue();
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
