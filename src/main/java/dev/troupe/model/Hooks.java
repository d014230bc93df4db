package dev.troupe.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Commands that an app wants run when something happens to one of its instances, as lines for
 * {@code /bin/sh}; null for none.
 *
 * @param onCrash when a child has ended that should not have
 * @param onReady when a child is ready for work
 * @param onGiveUp when it will not be started again by itself
 * @param onStop when nothing of its process tree is left, and none is wanted
 * @param timeout time that a command may take
 */
public record Hooks(
    @Nullable String onCrash,
    @Nullable String onReady,
    @Nullable String onGiveUp,
    @Nullable String onStop,
    Duration timeout) {

  /** An app that wants none; time is given to those that are added later. */
  public static final Hooks NONE = new Hooks(null, null, null, null, Duration.ofSeconds(30));
}
