package dev.troupe.logs;

import dev.troupe.model.RotationSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;

/** Rotates files at the times their settings name. Thread-safe. */
final class Rounds {
  private final ActorSystem<?> system;
  private final LogSurroundings around;
  private final Supplier<Collection<LogFile>> files;

  // Guarded by this.
  private @Nullable Cancellable timer;
  private boolean isClosed;

  Rounds(ActorSystem<?> system, LogSurroundings around, Supplier<Collection<LogFile>> files) {
    this.system = system;
    this.around = around;
    this.files = files;
  }

  /** Files or settings have changed. */
  void plan() {
    planAfter(around.clock().instant());
  }

  private synchronized void planAfter(Instant now) {
    if (timer != null) {
      timer.cancel();
    }
    if (isClosed) {
      return;
    }
    var times = times(now);
    timer =
        times.values().stream()
            .min(Instant::compareTo)
            .map(time -> schedule(time, times))
            .orElse(null);
  }

  /** Nothing is rotated any more. */
  synchronized void close() {
    isClosed = true;
    if (timer != null) {
      timer.cancel();
    }
  }

  /** When each kind of settings wants the next rotation. */
  private Map<RotationSettings, Instant> times(Instant now) {
    var times = new HashMap<RotationSettings, Instant>();
    files.get().stream()
        .map(LogFile::rotation)
        .distinct()
        .forEach(
            settings ->
                RotationClock.next(settings, now).ifPresent(time -> times.put(settings, time)));
    return times;
  }

  private Cancellable schedule(Instant time, Map<RotationSettings, Instant> times) {
    return system
        .scheduler()
        .scheduleOnce(
            Duration.between(around.clock().instant(), time),
            () -> rotate(time, times),
            around.blocking());
  }

  private void rotate(Instant time, Map<RotationSettings, Instant> times) {
    files.get().stream()
        .filter(file -> time.equals(times.get(file.rotation())))
        .forEach(LogFile::rotate);
    // A timer may come a little early: what counts is the time it was meant for.
    Instant now = around.clock().instant();
    planAfter(now.isBefore(time) ? time : now);
  }
}
