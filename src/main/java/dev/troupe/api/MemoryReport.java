package dev.troupe.api;

import dev.troupe.model.MemoryShare;
import java.util.List;

/** What instances' memory weighs; answers {@code GET /api/v1/apps/{target}/memory}. */
public record MemoryReport(List<MemoryShare> instances) {
  public MemoryReport {
    instances = List.copyOf(instances);
  }
}
