package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;

/**
 * The threads of the actors under test, which know when no actor has anything left to do. A test
 * that moves time, or says that nothing was heard, waits for that first: what it then sees does not
 * depend on how busy the machine is.
 */
public final class Stillness extends ExecutorServiceConfigurator {
  public static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Object LOCK = new Object();

  /** Of all systems that have not ended. What one of them leaves undone is its own. */
  private static final Set<Pool> POOLS = new HashSet<>();

  private static final ThreadLocal<Pool> OWN = new ThreadLocal<>();

  /** Called by Pekko, which finds this class by its name in {@link #config}. */
  public Stillness(Config config, DispatcherPrerequisites prerequisites) {
    super(config, prerequisites);
  }

  /** Makes all actors of a system run here. */
  static Config config() {
    return ConfigFactory.parseString(
        """
        pekko.actor.default-dispatcher.executor = "%1$s"
        pekko.actor.internal-dispatcher.executor = "%1$s"
        pekko.actor.testkit.typed.single-expect-default = 30s
        """
            .formatted(Stillness.class.getName()));
  }

  /** Waits until every message sent so far, and all that follows from it, has been dealt with. */
  public static void comes() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    synchronized (LOCK) {
      while (POOLS.stream().anyMatch(pool -> pool.atWork > 0)) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        assertThat(left).as("actors are still at work").isPositive();
        try {
          LOCK.wait(left);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  /** Fails if this probe hears anything, or has heard anything it was not asked for. */
  public static void keepsSilent(TestProbe<?> probe) {
    comes();
    probe.expectNoMessage(Duration.ZERO);
  }

  /**
   * The actor that calls this is kept waiting by the test, and is not at work meanwhile.
   *
   * @return to be run when it may go on
   */
  static Runnable waits() {
    var pool = Objects.requireNonNull(OWN.get());
    pool.count(-1);
    return () -> pool.count(1);
  }

  @Override
  public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
    return () -> new Pool(threads);
  }

  private static final class Pool extends ThreadPoolExecutor {
    private static final int THREADS = 4;

    private int atWork;

    Pool(ThreadFactory threads) {
      super(THREADS, THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
      synchronized (LOCK) {
        POOLS.add(this);
      }
    }

    private void count(int change) {
      synchronized (LOCK) {
        atWork += change;
        LOCK.notifyAll();
      }
    }

    @Override
    public void execute(Runnable task) {
      count(1);
      try {
        super.execute(task);
      } catch (RejectedExecutionException e) {
        count(-1);
        throw e;
      }
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
      OWN.set(this);
    }

    @Override
    protected void afterExecute(Runnable task, Throwable thrown) {
      count(-1);
    }

    @Override
    public List<Runnable> shutdownNow() {
      var dropped = super.shutdownNow();
      count(-dropped.size());
      return dropped;
    }

    @Override
    protected void terminated() {
      synchronized (LOCK) {
        POOLS.remove(this);
        LOCK.notifyAll();
      }
    }
  }
}
