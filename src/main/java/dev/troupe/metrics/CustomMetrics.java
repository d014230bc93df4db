package dev.troupe.metrics;

import static dev.troupe.metrics.Metric.OF_INSTANCE;
import static dev.troupe.metrics.Metric.gauge;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Node children measure of themselves ({@code @pm2/io}). Their names are the app's own words,
 * so they are values of a label, never names of metrics.
 */
final class CustomMetrics {
  private static final Metric CUSTOM =
      gauge(
          "troupe_instance_custom",
          "What the app measures of itself by PM2's monitoring messages, in its own unit.",
          OF_INSTANCE,
          "name",
          "unit");
  private static final Metric EVENT_LOOP =
      gauge(
          "troupe_instance_event_loop_latency_seconds",
          "How long Node's event loop is held up, as @pm2/io measures it.",
          OF_INSTANCE,
          "percentile");

  /** The library's names for them, in milliseconds. */
  private static final Map<String, String> PERCENTILES =
      Map.of("Event Loop Latency", "50", "Event Loop Latency p95", "95");

  private CustomMetrics() {}

  static Stream<Metric> metrics() {
    return Stream.of(EVENT_LOOP, CUSTOM);
  }

  static Stream<MetricSnapshot> of(Measurements all) {
    var custom = new Samples(CUSTOM);
    var eventLoop = new Samples(EVENT_LOOP);
    InstanceMetrics.each(
        all,
        (labels, instance) ->
            instance
                .instruments()
                .metrics()
                .forEach((name, metric) -> add(custom, eventLoop, labels, name, metric)));
    return Stream.concat(eventLoop.snapshot(), custom.snapshot());
  }

  private static void add(
      Samples custom, Samples eventLoop, List<String> labels, String name, Object metric) {
    var value = number(metric instanceof Map<?, ?> fields ? fields.get("value") : metric);
    var unit = metric instanceof Map<?, ?> fields ? fields.get("unit") : null;
    var percentile = PERCENTILES.get(name);
    if (value == null) {
      return;
    }
    if (percentile != null && "ms".equals(unit)) {
      eventLoop.add(value / 1000, InstanceMetrics.and(labels, percentile));
    } else {
      custom.add(value, InstanceMetrics.and(labels, name, unit == null ? "" : unit.toString()));
    }
  }

  /** Numbers may come as texts; null for what is no number. */
  private static @Nullable Double number(@Nullable Object value) {
    return switch (value) {
      case Number number -> number.doubleValue();
      case String text -> parsed(text.strip());
      case null, default -> null;
    };
  }

  private static @Nullable Double parsed(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException _) {
      return null;
    }
  }
}
