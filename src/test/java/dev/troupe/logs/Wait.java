package dev.troupe.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for what another thread does, without a stage that tells of it. */
final class Wait {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private Wait() {}

  /** Looks again and again, ten seconds at most. */
  static <T> T until(Callable<T> look, Predicate<T> wanted) {
    long end = System.nanoTime() + LIMIT.toNanos();
    try {
      T seen = look.call();
      while (!wanted.test(seen) && System.nanoTime() < end) {
        LockSupport.parkNanos(2_000_000);
        seen = look.call();
      }
      assertThat(seen).matches(wanted);
      return seen;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
