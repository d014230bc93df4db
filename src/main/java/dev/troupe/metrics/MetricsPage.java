package dev.troupe.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.troupe.api.MetricReport;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * All metrics as monitoring systems fetch them. Made when somebody fetches them first: until then
 * no class of the libraries behind it is loaded. Thread-safe.
 */
public final class MetricsPage {
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final DaemonJvm jvm = new DaemonJvm();

  /** The forms it comes in. */
  public enum Form {
    /** Prometheus' text format 0.0.4. */
    PROMETHEUS,
    /** OpenMetrics 1.0.0. */
    OPEN_METRICS
  }

  /** What is sent. */
  public record Page(Form form, String text) {}

  /** All metrics there can be, but for those of the daemon's JVM, which are Micrometer's. */
  static List<Metric> catalogue() {
    return Stream.of(
            InstanceMetrics.metrics(),
            CustomMetrics.metrics(),
            AppMetrics.metrics(),
            HostMetrics.metrics())
        .flatMap(metrics -> metrics)
        .toList();
  }

  /**
   * All metrics in the format that is asked for.
   *
   * @param accept the request's {@code Accept}: OpenMetrics if it names that, else Prometheus' text
   */
  public Page page(Measurements measurements, String accept) {
    var openMetrics = formats.getOpenMetricsTextFormatWriter();
    boolean isOpenMetrics = openMetrics.accepts(accept);
    var writer = isOpenMetrics ? openMetrics : formats.getPrometheusTextFormatWriter();
    var bytes = new ByteArrayOutputStream();
    try {
      writer.write(bytes, new MetricSnapshots(all(measurements).toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Page(isOpenMetrics ? Form.OPEN_METRICS : Form.PROMETHEUS, bytes.toString(UTF_8));
  }

  /** All metrics as records; {@code isWhole} says whether those of the daemon itself are wanted. */
  public MetricReport report(Measurements measurements, boolean isWhole) {
    return Reports.of(isWhole ? all(measurements) : ofApps(measurements));
  }

  private Stream<MetricSnapshot> all(Measurements measurements) {
    return Stream.of(
            ofApps(measurements),
            AppMetrics.build(measurements.daemon()),
            HostMetrics.of(measurements.host()),
            jvm.snapshots())
        .flatMap(families -> families);
  }

  /** What is told of apps and their instances. */
  static Stream<MetricSnapshot> ofApps(Measurements measurements) {
    return Stream.of(
            InstanceMetrics.of(measurements),
            CustomMetrics.of(measurements),
            AppMetrics.of(measurements))
        .flatMap(families -> families);
  }
}
