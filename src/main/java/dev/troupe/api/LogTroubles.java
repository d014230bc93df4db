package dev.troupe.api;

import java.util.List;

/**
 * Answer of {@code GET /api/v1/logs/problems}.
 *
 * @param problems one for each file that cannot be written now
 */
public record LogTroubles(List<LogTrouble> problems) {
  public LogTroubles {
    problems = List.copyOf(problems);
  }
}
