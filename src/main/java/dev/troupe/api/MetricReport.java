package dev.troupe.api;

import java.util.List;
import java.util.Map;

/** What is measured, for programs; answers {@code GET /api/v1/metrics}. */
public record MetricReport(List<Family> metrics) {
  public MetricReport {
    metrics = List.copyOf(metrics);
  }

  /**
   * One metric.
   *
   * @param name as Prometheus gets it
   * @param type {@code gauge}, {@code counter} or {@code summary}
   * @param help what it says
   */
  public record Family(String name, String type, String help, List<Sample> samples) {
    public Family {
      samples = List.copyOf(samples);
    }
  }

  /**
   * One value.
   *
   * @param labels whose it is
   * @param value of a summary: the sum
   * @param count of a summary: how many were summed up; of others 1
   */
  public record Sample(Map<String, String> labels, double value, long count) {
    public Sample {
      labels = Map.copyOf(labels);
    }
  }
}
