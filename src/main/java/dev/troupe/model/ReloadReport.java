package dev.troupe.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an app's last reload went.
 *
 * @param outcome how it ended
 * @param begunAt when it began
 * @param endedAt when it ended
 * @param replaced slots that run a new instance because of it
 * @param slot where it failed; null if it did not
 * @param reason why it failed, in one sentence; null if it did not
 */
public record ReloadReport(
    Outcome outcome,
    Instant begunAt,
    Instant endedAt,
    int replaced,
    @Nullable Integer slot,
    @Nullable String reason) {

  /** How a reload can end. */
  public enum Outcome {
    /** Every slot runs a new instance. */
    COMPLETED,
    /** A new instance failed; all slots serve as before. */
    ROLLED_BACK,
    /** It was called off; slots not yet replaced keep their instances. */
    CANCELLED
  }

  /** One that came to nothing. */
  public static ReloadReport cancelled(Instant at, String reason) {
    return new ReloadReport(Outcome.CANCELLED, at, at, 0, null, reason);
  }
}
