package dev.troupe.api;

import java.util.List;

/**
 * Answer of {@code POST /api/v1/logs/flush} and {@code POST /api/v1/logs/reopen}: the files it was
 * done to.
 *
 * @param files absolute paths
 */
public record LogPaths(List<String> files) {
  public LogPaths {
    files = List.copyOf(files);
  }
}
