package dev.troupe.supervision;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.actor.AbstractScheduler;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.event.LoggingAdapter;
import org.jspecify.annotations.Nullable;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/**
 * The clock and the timers of actors under test, which stand still unless a test moves them. Timers
 * ring one after the other, each in a moment of {@link Stillness}.
 */
public final class FakeTime extends AbstractScheduler implements InstantSource {
  private static final double HERTZ = 1000;

  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparing(Timer::at).thenComparingLong(Timer::number));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long lastNumber;

  /** Called by Pekko, which finds this class by its name in the configuration of {@link #kit}. */
  public FakeTime(Config config, LoggingAdapter log, ThreadFactory threads) {}

  /** A system whose time a test moves. */
  public static ActorTestKit kit() {
    var scheduler = "pekko.scheduler.implementation = \"%s\"".formatted(FakeTime.class.getName());
    return ActorTestKit.create(
        ConfigFactory.parseString(scheduler).withFallback(Stillness.config()));
  }

  /** The time of such a system. */
  public static FakeTime of(ActorTestKit kit) {
    return (FakeTime) kit.system().classicSystem().scheduler();
  }

  /** All that is due until then happens, and all that follows from it. */
  public void passes(Duration duration) {
    Stillness.comes();
    var end = instant().plus(duration);
    for (var timer = next(end); timer != null; timer = next(end)) {
      timer.ring();
      Stillness.comes();
    }
    moveTo(end);
  }

  private synchronized @Nullable Timer next(Instant end) {
    var timer = timers.peek();
    if (timer == null || timer.at().isAfter(end)) {
      return null;
    }
    timers.remove();
    now = timer.at();
    return timer;
  }

  private synchronized void moveTo(Instant end) {
    now = end;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** Deprecated for callers only: it is what a scheduler has to implement. */
  @SuppressWarnings("deprecation")
  @Override
  public Cancellable schedule(
      FiniteDuration delay, FiniteDuration interval, Runnable task, ExecutionContext executor) {
    return add(delay, Duration.ofNanos(interval.toNanos()), task, executor);
  }

  @Override
  public Cancellable scheduleOnce(FiniteDuration delay, Runnable task, ExecutionContext executor) {
    return add(delay, null, task, executor);
  }

  private synchronized Timer add(
      FiniteDuration delay, @Nullable Duration interval, Runnable task, ExecutionContext executor) {
    return new Timer(now.plusNanos(delay.toNanos()), interval, () -> executor.execute(task));
  }

  @Override
  public double maxFrequency() {
    return HERTZ;
  }

  /** One that repeats is set anew each time it rings. */
  private final class Timer implements Cancellable {
    private final long number = ++lastNumber;
    private final @Nullable Duration interval;
    private final Runnable task;
    private Instant at;
    private boolean isCancelled;

    Timer(Instant at, @Nullable Duration interval, Runnable task) {
      this.at = at;
      this.interval = interval;
      this.task = task;
      timers.add(this);
    }

    Instant at() {
      return at;
    }

    long number() {
      return number;
    }

    void ring() {
      if (!cancelOrRepeat()) {
        task.run();
      }
    }

    /** Whether it was cancelled before. */
    private boolean cancelOrRepeat() {
      synchronized (FakeTime.this) {
        boolean wasCancelled = isCancelled;
        if (interval == null) {
          isCancelled = true;
        } else if (!isCancelled) {
          at = at.plus(interval);
          timers.add(this);
        }
        return wasCancelled;
      }
    }

    @Override
    public boolean cancel() {
      synchronized (FakeTime.this) {
        boolean wasCancelled = isCancelled;
        isCancelled = true;
        return !wasCancelled;
      }
    }

    @Override
    public boolean isCancelled() {
      synchronized (FakeTime.this) {
        return isCancelled;
      }
    }
  }
}
