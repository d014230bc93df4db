package dev.troupe.embed;

import static dev.troupe.embed.Stage.await;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The threads of a host that supervises a hundred processes. */
@Tag("os")
class BlockedThreadsTest {
  private static final int MANY = 100;
  private static final int MOST_FRAMES = 200;

  private final ActorTestKit host =
      ActorTestKit.create("blocked-threads-host", ConfigFactory.load());

  /** What was seen on threads of the host's default dispatcher. */
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  private final AtomicBoolean isOver = new AtomicBoolean();

  @AfterEach
  void end() {
    isOver.set(true);
    host.shutdownTestKit();
  }

  private static boolean isOfTheHost(ThreadInfo thread) {
    return thread.getThreadName().contains("blocked-threads-host-pekko.actor.default-dispatcher");
  }

  private void look() {
    var threads = ManagementFactory.getThreadMXBean();
    while (!isOver.get()) {
      threads(threads.getThreadInfo(threads.getAllThreadIds(), MOST_FRAMES))
          .filter(BlockedThreadsTest::isOfTheHost)
          .flatMap(thread -> Arrays.stream(thread.getStackTrace()))
          .map(StackTraceElement::getClassName)
          .filter(name -> name.startsWith("dev.troupe."))
          .forEach(seen::add);
    }
  }

  private static Stream<ThreadInfo> threads(ThreadInfo[] all) {
    return Arrays.stream(all).filter(thread -> thread != null);
  }

  private static List<ThreadInfo> blocked() {
    var threads = ManagementFactory.getThreadMXBean();
    return threads(threads.getThreadInfo(threads.getAllThreadIds(), MOST_FRAMES))
        .filter(BlockedThreadsTest::isOfTheHost)
        .filter(BlockedThreadsTest::isHeldUp)
        .toList();
  }

  /** It waits for a lock, or in the middle of a task. */
  private static boolean isHeldUp(ThreadInfo thread) {
    return switch (thread.getThreadState()) {
      case BLOCKED -> true;
      case WAITING, TIMED_WAITING -> !isIdle(thread);
      case NEW, RUNNABLE, TERMINATED -> false;
    };
  }

  /** Nothing is on its stack but the pool in which it waits for a task. */
  private static boolean isIdle(ThreadInfo thread) {
    return Arrays.stream(thread.getStackTrace())
        .map(StackTraceElement::getClassName)
        .allMatch(name -> name.startsWith("java.") || name.startsWith("jdk."));
  }

  /** A thread that writes a line of the host's log may have to wait for a moment. */
  private void seesNobodyBlocked() {
    host.createTestProbe()
        .awaitAssert(
            Stage.PATIENCE,
            () -> {
              assertThat(blocked()).isEmpty();
              return true;
            });
  }

  @Test
  void aHundredInstancesNeverRunOnTheHostsDefaultDispatcherNorBlockIt() throws Exception {
    var troupe = Troupe.get(host.system());
    await(troupe.started());
    var watcher = Thread.ofPlatform().daemon().start(this::look);
    var app = AppDeclaration.of("many", "echo up; exec sleep 1000").instances(MANY);
    assertThat(await(troupe.start(app)).orThrow().getFirst().instances()).hasSize(MANY);
    seesNobodyBlocked();
    await(troupe.restart("many")).orThrow();
    seesNobodyBlocked();
    await(troupe.shutdown()).orThrow();
    isOver.set(true);
    watcher.join();
    assertThat(seen).isEmpty();
  }

  /** What an actor should never do. */
  private interface HoldUp {
    void begin() throws InterruptedException;
  }

  private void seesItsActor(HoldUp way, Thread.State state) {
    host.<HoldUp>spawn(
            Behaviors.receiveMessage(
                it -> {
                  it.begin();
                  return Behaviors.stopped();
                }))
        .tell(way);
    host.createTestProbe()
        .awaitAssert(
            Stage.PATIENCE,
            () ->
                assertThat(blocked())
                    .extracting(ThreadInfo::getThreadState)
                    .containsExactly(state));
  }

  @Test
  void anActorThatHoldsUpTheHostsDefaultDispatcherWouldBeSeen() {
    var first = new CountDownLatch(1);
    seesItsActor(first::await, Thread.State.WAITING);
    first.countDown();
    seesNobodyBlocked();

    var second = new CountDownLatch(1);
    seesItsActor(() -> assertThat(second.await(1, MINUTES)).isTrue(), Thread.State.TIMED_WAITING);
    second.countDown();
    seesNobodyBlocked();

    var passed = new AtomicBoolean();
    synchronized (passed) {
      seesItsActor(
          () -> {
            synchronized (passed) {
              passed.set(true);
            }
          },
          Thread.State.BLOCKED);
    }
    seesNobodyBlocked();
    assertThat(passed).isTrue();
  }
}
