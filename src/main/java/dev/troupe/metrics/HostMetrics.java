package dev.troupe.metrics;

import static dev.troupe.metrics.Metric.counter;
import static dev.troupe.metrics.Metric.gauge;

import dev.troupe.model.Host;
import dev.troupe.model.Host.Traffic;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is told of the machine. */
final class HostMetrics {
  private static final List<String> NONE = List.of();

  private record Reading(Metric metric, ToDoubleFunction<Host> reader) {}

  private static final List<Reading> READINGS =
      List.of(
          reading("troupe_host_cores", "Processors.", Host::cores),
          reading(
              "troupe_host_cpu_ratio",
              "Share of all processors that is busy, 0 to 1.",
              host -> host.cpuPercent() / 100),
          reading("troupe_host_load1", "Load average of a minute.", host -> host.load().one()),
          reading("troupe_host_load5", "Load average of 5 minutes.", host -> host.load().five()),
          reading(
              "troupe_host_load15", "Load average of 15 minutes.", host -> host.load().fifteen()),
          reading(
              "troupe_host_memory_total_bytes",
              "Memory of the machine.",
              host -> host.memory().totalBytes()),
          reading(
              "troupe_host_memory_available_bytes",
              "Memory that programs can still have.",
              host -> host.memory().availableBytes()),
          reading("troupe_host_swap_total_bytes", "Swap space.", host -> host.swap().totalBytes()),
          reading(
              "troupe_host_swap_free_bytes",
              "Swap space that is free.",
              host -> host.swap().availableBytes()),
          reading(
              "troupe_host_disk_total_bytes",
              "Size of the file system that the daemon's home is on.",
              host -> host.disk().totalBytes()),
          reading(
              "troupe_host_disk_available_bytes",
              "What the daemon can still write there.",
              host -> host.disk().availableBytes()));

  private static final Metric DISK_READ =
      counter("troupe_host_disk_read_bytes_total", "Read from all disks.", NONE);
  private static final Metric DISK_WRITTEN =
      counter("troupe_host_disk_written_bytes_total", "Written to all disks.", NONE);
  private static final Metric RECEIVED =
      counter("troupe_host_network_received_bytes_total", "Received from other machines.", NONE);
  private static final Metric SENT =
      counter("troupe_host_network_sent_bytes_total", "Sent to other machines.", NONE);

  private HostMetrics() {}

  static Stream<Metric> metrics() {
    return Stream.concat(
        READINGS.stream().map(Reading::metric), Stream.of(DISK_READ, DISK_WRITTEN, RECEIVED, SENT));
  }

  static Stream<MetricSnapshot> of(Host host) {
    return Stream.of(
            READINGS.stream().flatMap(one -> only(one.metric(), one.reader().applyAsDouble(host))),
            traffic(DISK_READ, DISK_WRITTEN, host.diskTraffic()),
            traffic(RECEIVED, SENT, host.network()))
        .flatMap(families -> families);
  }

  private static Stream<MetricSnapshot> traffic(Metric in, Metric out, @Nullable Traffic traffic) {
    return traffic == null
        ? Stream.empty()
        : Stream.concat(
            only(in, (double) traffic.inBytes()), only(out, (double) traffic.outBytes()));
  }

  private static Stream<MetricSnapshot> only(Metric metric, double value) {
    var samples = new Samples(metric);
    samples.add(value, NONE);
    return samples.snapshot();
  }

  private static Reading reading(String name, String help, ToDoubleFunction<Host> reader) {
    return new Reading(gauge(name, help, NONE), reader);
  }
}
