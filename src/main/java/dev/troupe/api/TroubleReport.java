package dev.troupe.api;

import dev.troupe.model.Trouble;
import java.util.List;

/** Of instances that do not run; answers {@code GET /api/v1/apps/{target}/trouble}. */
public record TroubleReport(List<Trouble> instances) {
  public TroubleReport {
    instances = List.copyOf(instances);
  }
}
