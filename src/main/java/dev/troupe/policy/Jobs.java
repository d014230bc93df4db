package dev.troupe.policy;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Schedule.Concurrency;

/** Programs that run at their times and end by themselves. */
public final class Jobs {
  private Jobs() {}

  /** Whether an app is one: it has a schedule, and nobody starts it again when it has ended. */
  public static boolean isJob(AppSpec spec) {
    return spec.schedule().cron() != null && !spec.restart().autorestart();
  }

  /**
   * Whether an instance is started when its time has come: a job runs once at a time.
   *
   * @param isIdle whether it has no child and wants none
   */
  public static boolean mayStart(AppSpec spec, boolean isIdle) {
    return isIdle || !isJob(spec) || spec.schedule().concurrency() == Concurrency.REPLACE;
  }
}
