package dev.troupe.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/v1/daemon}.
 *
 * @param home its home directory
 * @param engine {@code linux} or {@code portable}
 * @param engineReason why this engine
 * @param address where the TCP door listens, {@code 127.0.0.1:9615}; null if it is closed
 * @param addressProblem why it is closed; null if it is open
 */
public record DaemonInfo(
    String version,
    long pid,
    Instant startedAt,
    String home,
    String engine,
    String engineReason,
    @Nullable String address,
    @Nullable String addressProblem) {

  /** The same daemon whose TCP door is open at {@code address}. */
  public DaemonInfo openAt(String address) {
    return new DaemonInfo(version, pid, startedAt, home, engine, engineReason, address, null);
  }

  /** The same daemon whose TCP door is closed. */
  public DaemonInfo closed(String reason) {
    return new DaemonInfo(version, pid, startedAt, home, engine, engineReason, null, reason);
  }
}
