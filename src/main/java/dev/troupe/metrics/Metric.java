package dev.troupe.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * One metric, by the conventions of Prometheus: base units, {@code _total} for counters.
 *
 * @param name as it is written out
 * @param labels their names
 */
record Metric(String name, Kind kind, String help, List<String> labels) {
  /** Labels of what belongs to one instance. */
  static final List<String> OF_INSTANCE = List.of("app", "namespace", "id");

  /** Labels of what belongs to one app. */
  static final List<String> OF_APP = List.of("app", "namespace");

  /** What a value may do. */
  enum Kind {
    GAUGE,
    COUNTER,
    /** A sum of observations and their number. */
    SUMMARY
  }

  Metric {
    labels = List.copyOf(labels);
  }

  static Metric gauge(String name, String help, List<String> labels, String... more) {
    return new Metric(name, Kind.GAUGE, help, with(labels, more));
  }

  static Metric counter(String name, String help, List<String> labels, String... more) {
    return new Metric(name, Kind.COUNTER, help, with(labels, more));
  }

  static Metric summary(String name, String help, List<String> labels, String... more) {
    return new Metric(name, Kind.SUMMARY, help, with(labels, more));
  }

  private static List<String> with(List<String> labels, String... more) {
    var all = new ArrayList<>(labels);
    all.addAll(List.of(more));
    return all;
  }
}
