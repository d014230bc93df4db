package dev.troupe.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an app does for others, and how it is kept available to them.
 *
 * @param readiness when an instance is ready
 * @param liveness how an instance is watched for being well; null if it is not
 * @param watchdog longest time between two signs of life that an instance gives by itself
 *     (sd_notify(3), {@code WATCHDOG=1}); null if none are expected
 * @param sockets listening sockets its instances inherit
 * @param balance who hands connections to the workers of a Node cluster
 * @param reload how instances are replaced
 */
public record Service(
    Readiness readiness,
    @Nullable ProbeRules liveness,
    @Nullable Duration watchdog,
    List<SocketSpec> sockets,
    Balance balance,
    ReloadRules reload) {

  /** A program of which nothing is known but that it runs. */
  public static final Service PLAIN =
      new Service(Readiness.AT_ONCE, null, null, List.of(), Balance.KERNEL, ReloadRules.DEFAULT);

  public Service {
    sockets = List.copyOf(sockets);
  }
}
