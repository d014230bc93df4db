package dev.troupe.api;

import java.util.List;

/**
 * Body of {@code POST /api/v1/daemon/handover}.
 *
 * @param command the next daemon's command line, executable first
 */
public record HandoverRequest(List<String> command) {
  public HandoverRequest {
    command = List.copyOf(command);
  }
}
