package dev.troupe.metrics;

import dev.troupe.api.MetricReport;
import dev.troupe.api.MetricReport.Family;
import dev.troupe.api.MetricReport.Sample;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Metrics as records, for those who do not read Prometheus' text. */
final class Reports {
  private Reports() {}

  static MetricReport of(Stream<MetricSnapshot> snapshots) {
    return new MetricReport(snapshots.map(Reports::family).toList());
  }

  private static Family family(MetricSnapshot snapshot) {
    var samples =
        snapshot.getDataPoints().stream()
            .map(Reports::sample)
            .filter(sample -> Double.isFinite(sample.value()))
            .toList();
    return new Family(
        name(snapshot),
        type(snapshot),
        Objects.requireNonNullElse(snapshot.getMetadata().getHelp(), ""),
        samples);
  }

  private static String name(MetricSnapshot snapshot) {
    var name = snapshot.getMetadata().getPrometheusName();
    return snapshot instanceof CounterSnapshot ? name + "_total" : name;
  }

  private static String type(MetricSnapshot snapshot) {
    return switch (snapshot) {
      case GaugeSnapshot _ -> "gauge";
      case CounterSnapshot _ -> "counter";
      case SummarySnapshot _ -> "summary";
      default -> "other";
    };
  }

  private static Sample sample(DataPointSnapshot point) {
    Map<String, String> labels = new LinkedHashMap<>();
    point.getLabels().forEach(label -> labels.put(label.getName(), label.getValue()));
    return switch (point) {
      case GaugeDataPointSnapshot gauge -> new Sample(labels, gauge.getValue(), 1);
      case CounterDataPointSnapshot counter -> new Sample(labels, counter.getValue(), 1);
      case SummaryDataPointSnapshot summary ->
          new Sample(labels, summary.getSum(), summary.getCount());
      default -> new Sample(labels, Double.NaN, 0);
    };
  }
}
