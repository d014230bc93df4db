package dev.troupe.model;

import org.jspecify.annotations.Nullable;

/**
 * When the clock starts an app, or starts it anew.
 *
 * @param cron expression of 5 fields, or 6 with seconds first; null for never
 * @param zone time zone that the expression is meant in, such as {@code Europe/Berlin}; null for
 *     the daemon's
 * @param concurrency what becomes of a job that still runs when its time has come again
 */
public record Schedule(@Nullable String cron, @Nullable String zone, Concurrency concurrency) {

  /** The clock does not matter. */
  public static final Schedule NONE = new Schedule(null, null, Concurrency.FORBID);

  /** Of two runs of one job. */
  public enum Concurrency {
    /** The one that runs goes on, the one that is due is left out. */
    FORBID,
    /** The one that runs is stopped, then the next is started. */
    REPLACE
  }
}
