package dev.troupe.metrics.otlp;

import dev.troupe.api.MetricReport;
import dev.troupe.api.MetricReport.Family;
import dev.troupe.api.MetricReport.Sample;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.data.SummaryData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Metrics in OpenTelemetry's terms: the same names, labels as attributes, units as UCUM has them.
 *
 * @param resource what is measured
 * @param since when counters began
 */
record Translation(Resource resource, Instant since) {

  /** All that has a value. */
  List<MetricData> of(MetricReport report, Instant at) {
    return report.metrics().stream()
        .filter(family -> !family.samples().isEmpty())
        .map(family -> metric(family, at))
        .toList();
  }

  private MetricData metric(Family family, Instant at) {
    return switch (family.type()) {
      case "counter" ->
          told(
              family,
              MetricDataType.DOUBLE_SUM,
              SumData.createDoubleSumData(
                  true, AggregationTemporality.CUMULATIVE, points(family, at)));
      case "summary" ->
          told(family, MetricDataType.SUMMARY, SummaryData.create(summaries(family, at)));
      default ->
          told(
              family,
              MetricDataType.DOUBLE_GAUGE,
              GaugeData.createDoubleGaugeData(points(family, at)));
    };
  }

  private MetricData told(
      Family family, MetricDataType type, io.opentelemetry.sdk.metrics.data.Data<?> data) {
    return new ToldMetric(resource, family.name(), family.help(), unit(family.name()), type, data);
  }

  private List<DoublePointData> points(Family family, Instant at) {
    return family.samples().stream()
        .map(
            sample ->
                DoublePointData.create(
                    nanos(since), nanos(at), attributes(sample), sample.value(), List.of()))
        .toList();
  }

  private List<SummaryPointData> summaries(Family family, Instant at) {
    return family.samples().stream()
        .map(
            sample ->
                SummaryPointData.create(
                    nanos(since),
                    nanos(at),
                    attributes(sample),
                    sample.count(),
                    sample.value(),
                    List.of()))
        .toList();
  }

  private static Attributes attributes(Sample sample) {
    var attributes = Attributes.builder();
    sample.labels().forEach(attributes::put);
    return attributes.build();
  }

  static String unit(String name) {
    var base = name.endsWith("_total") ? name.substring(0, name.length() - 6) : name;
    if (base.endsWith("_seconds")) {
      return "s";
    }
    if (base.endsWith("_bytes")) {
      return "By";
    }
    return base.endsWith("_ratio") ? "1" : "";
  }

  private static long nanos(Instant at) {
    return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
  }
}
