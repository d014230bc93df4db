package dev.troupe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Event;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.Hooks;
import dev.troupe.notify.HookSpecs;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HookQueueTest {
  private static final Hooks HOOKS =
      new Hooks("crash it", "ready it", null, null, Duration.ofSeconds(30));

  private static HookCall crash(String app, int instance, long pid) {
    var event = new Event.Exited(Instant.EPOCH, app, instance, pid, new ExitStatus.Exited(1), true);
    return call(app, instance, event);
  }

  private static HookCall ready(String app, int instance) {
    return call(app, instance, new Event.Online(Instant.EPOCH, app, instance, 7));
  }

  private static HookCall call(String app, int instance, Event event) {
    return HookCall.of(HookSpecs.app(app, "/", HOOKS), instance, 0, null, event).orElseThrow();
  }

  private static HookQueue begun(HookQueue queue) {
    return queue.begun(queue.due().orElseThrow());
  }

  @Test
  void oneOfAnAppRunsAtATime() {
    var queue = begun(HookQueue.EMPTY.and(crash("api", 0, 1)).and(ready("api", 1)));
    assertThat(queue.due()).isEmpty();
    assertThat(queue.ended(crash("api", 0, 1)).due().orElseThrow().call())
        .isEqualTo(ready("api", 1));
  }

  @Test
  void thoseOfOtherAppsDoNotWait() {
    var queue = begun(HookQueue.EMPTY.and(crash("api", 0, 1)).and(crash("api", 1, 2)));
    assertThat(queue.and(ready("web", 5)).due().orElseThrow().call()).isEqualTo(ready("web", 5));
  }

  @Test
  void aCallThatWaitsGivesWayToANewerOneForTheSame() {
    var queue =
        HookQueue.EMPTY.and(crash("api", 0, 1)).and(ready("api", 0)).and(crash("api", 0, 2));
    assertThat(queue.waiting())
        .containsExactly(
            new HookQueue.Entry(crash("api", 0, 2), 1), new HookQueue.Entry(ready("api", 0), 0));
  }

  @Test
  void aCallThatRunsDoesNotGiveWay() {
    var queue = begun(HookQueue.EMPTY.and(crash("api", 0, 1))).and(crash("api", 0, 2));
    assertThat(queue.waiting()).containsExactly(new HookQueue.Entry(crash("api", 0, 2), 0));
  }

  @Test
  void aFewRunAtATimeHoweverManyAppsThereAre() {
    var queue = HookQueue.EMPTY;
    for (int app = 0; app < 1000; app++) {
      queue = queue.and(crash("app" + app, app, 1));
      queue = queue.due().isPresent() ? begun(queue) : queue;
    }
    assertThat(queue.running()).hasSize(HookQueue.MOST_RUNNING);
    assertThat(queue.waiting()).hasSize(HookQueue.MOST);
    assertThat(queue.dropped()).isEqualTo(1000 - HookQueue.MOST_RUNNING - HookQueue.MOST);
  }
}
