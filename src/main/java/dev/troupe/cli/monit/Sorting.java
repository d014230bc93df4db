package dev.troupe.cli.monit;

import dev.troupe.model.InstanceSummary;
import java.util.Comparator;
import java.util.Locale;

/** Orders of the list, in the order in which a key goes through them. */
enum Sorting {
  NAME,
  CPU,
  MEMORY,
  RESTARTS,
  ID;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Comparator<InstanceSummary> order() {
    return byThis().thenComparingInt(InstanceSummary::id);
  }

  private Comparator<InstanceSummary> byThis() {
    return switch (this) {
      case NAME -> Comparator.comparing(InstanceSummary::name);
      case CPU -> Comparator.comparingDouble(row -> -row.usage().cpuPercent());
      case MEMORY -> Comparator.comparingLong(row -> -row.usage().memoryBytes());
      case RESTARTS -> Comparator.comparingInt(row -> -row.restarts());
      case ID -> Comparator.comparingInt(InstanceSummary::id);
    };
  }

  Sorting next() {
    return switch (this) {
      case NAME -> CPU;
      case CPU -> MEMORY;
      case MEMORY -> RESTARTS;
      case RESTARTS -> ID;
      case ID -> NAME;
    };
  }
}
