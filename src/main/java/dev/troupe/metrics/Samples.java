package dev.troupe.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The values of one metric at one moment. Values with the same labels, as of apps of the same name,
 * are added up.
 */
final class Samples {
  private record Value(double sum, long count) {
    Value and(Value other) {
      return new Value(sum + other.sum, count + other.count);
    }
  }

  private final Metric metric;
  private final String[] names;
  private final Map<List<String>, Value> values = new LinkedHashMap<>();

  Samples(Metric metric) {
    this.metric = metric;
    this.names = metric.labels().toArray(String[]::new);
  }

  /**
   * Adds a value.
   *
   * @param labels values of the metric's labels, in their order
   */
  void add(double value, List<String> labels) {
    add(value, 1, labels);
  }

  /** The same for a summary: so many observations of this sum. */
  void add(double sum, long count, List<String> labels) {
    values.merge(labels, new Value(sum, count), Value::and);
  }

  /** None if there is no value. */
  Stream<MetricSnapshot> snapshot() {
    if (values.isEmpty()) {
      return Stream.empty();
    }
    return Stream.of(
        switch (metric.kind()) {
          case GAUGE -> gauge();
          case COUNTER -> counter();
          case SUMMARY -> summary();
        });
  }

  private MetricSnapshot gauge() {
    var builder = GaugeSnapshot.builder().name(metric.name()).help(metric.help());
    values.forEach(
        (labels, value) ->
            builder.dataPoint(new GaugeDataPointSnapshot(value.sum(), labels(labels), null)));
    return builder.build();
  }

  private MetricSnapshot counter() {
    var builder = CounterSnapshot.builder().name(base(metric.name())).help(metric.help());
    values.forEach(
        (labels, value) ->
            builder.dataPoint(new CounterDataPointSnapshot(value.sum(), labels(labels), null, 0)));
    return builder.build();
  }

  private MetricSnapshot summary() {
    var builder = SummarySnapshot.builder().name(metric.name()).help(metric.help());
    values.forEach(
        (labels, value) ->
            builder.dataPoint(
                SummaryDataPointSnapshot.builder()
                    .count(value.count())
                    .sum(value.sum())
                    .labels(labels(labels))
                    .build()));
    return builder.build();
  }

  private Labels labels(List<String> values) {
    return Labels.of(names, values.toArray(String[]::new));
  }

  /** The library adds the ending itself. */
  private static String base(String counter) {
    return counter.substring(0, counter.length() - "_total".length());
  }
}
