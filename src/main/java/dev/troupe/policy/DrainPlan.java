package dev.troupe.policy;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExecMode;
import java.time.Duration;
import java.util.List;

/** How a child finishes what it has begun before it is told to end. */
public final class DrainPlan {
  private DrainPlan() {}

  /** One thing to tell a child, and how long it then has. */
  public sealed interface Step {
    /** Time until the next step, or until it is told to end after the last. */
    Duration pause();

    /** Its HTTP servers go on, but ask clients not to reuse their connections. */
    record SayClose(Duration pause) implements Step {}

    /** It closes its servers, and ends by itself once its connections are done. */
    record Disconnect(Duration pause) implements Step {}
  }

  /**
   * The steps in their order. None for a program without a channel: its stop signal is all that can
   * be said to it.
   */
  public static List<Step> of(AppSpec spec, boolean hasChannel) {
    var close = new Step.SayClose(spec.service().reload().drainTime());
    var disconnect = new Step.Disconnect(spec.stop().gracePeriod());
    boolean hasPreload = spec.service().reload().preload();
    if (!hasChannel) {
      return List.of();
    }
    if (spec.execMode() != ExecMode.CLUSTER) {
      return hasPreload ? List.of(close) : List.of();
    }
    return hasPreload ? List.of(close, disconnect) : List.of(disconnect);
  }
}
