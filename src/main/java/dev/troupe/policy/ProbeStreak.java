package dev.troupe.policy;

import dev.troupe.model.ProbeRules;

/**
 * What the last answers to a probe have in common.
 *
 * @param well answers of health in a row
 * @param ill other answers in a row
 */
public record ProbeStreak(int well, int ill) {
  /** Nothing was asked yet. */
  public static final ProbeStreak NONE = new ProbeStreak(0, 0);

  /** What the answers show. */
  public enum Verdict {
    /** Enough answers of health in a row. */
    HEALTHY,
    /** Enough other answers in a row. */
    UNHEALTHY,
    /** Neither. */
    UNDECIDED
  }

  /** The streak with one more answer. */
  public ProbeStreak and(boolean isWell) {
    return isWell ? new ProbeStreak(well + 1, 0) : new ProbeStreak(0, ill + 1);
  }

  public Verdict verdict(ProbeRules rules) {
    if (well >= rules.successes()) {
      return Verdict.HEALTHY;
    }
    return ill >= rules.failures() ? Verdict.UNHEALTHY : Verdict.UNDECIDED;
  }
}
