package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Event;
import dev.troupe.model.Limits;
import dev.troupe.model.RestartReason;
import dev.troupe.model.RestartReason.Cause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apps whose memory has a limit. */
class MemoryTest {
  private static final Duration LOOK = Duration.ofMinutes(5);
  private static final long LIMIT = 100 << 20;

  @TempDir Path folder;
  private SupervisorKit troupe;

  @BeforeEach
  void start() {
    troupe = new SupervisorKit(folder);
  }

  @AfterEach
  void end() {
    troupe.close();
  }

  private static AppSpec limited(AppSpec app) {
    return app.with(
        draft -> draft.limits = new Limits(LIMIT, null, null, null, null, null, List.of()));
  }

  private void uses(int id, long bytes) {
    troupe.machine.uses(troupe.childOf(id).pid(), bytes);
  }

  @Test
  void restartsWhatUsesMoreThanItsLimit() {
    troupe.declares(limited(Specs.app("api", 1, folder)));
    uses(0, LIMIT + 1);
    troupe.time.passes(LOOK);
    troupe.hears(Event.Restarting.class);
    var one = troupe.awaits(0, now -> now.restarts() == 1);
    assertThat(one.restartReason())
        .isEqualTo(new RestartReason(Cause.MEMORY, "used 100.0mb of memory, more than 100.0mb"));
  }

  @Test
  void theLimitItselfMayBeUsed() {
    troupe.declares(limited(Specs.app("api", 1, folder)));
    uses(0, LIMIT);
    troupe.time.passes(LOOK);
    uses(0, LIMIT + 1);
    troupe.time.passes(LOOK);
    troupe.hears(Event.Restarting.class);
    troupe.awaits(0, one -> one.restarts() == 1);
  }

  @Test
  void leavesOthersAlone() {
    troupe.declares(limited(Specs.app("api", 2, folder)), Specs.app("db", 1, folder));
    uses(2, 10 * LIMIT);
    uses(1, LIMIT + 1);
    troupe.time.passes(LOOK);
    troupe.hears(Event.Restarting.class);
    troupe.awaits(1, one -> one.restarts() == 1);
    assertThat(troupe.lists("all")).extracting(one -> one.restarts()).containsExactly(0, 1, 0);
  }

  @Test
  void reloadsWhereThatLeavesNoGap() {
    troupe.declares(limited(Specs.clustered(Specs.app("web", 2, folder))));
    var old = troupe.childOf(1);
    uses(1, LIMIT + 1);
    troupe.time.passes(LOOK);
    troupe.hears(Event.Restarting.class);
    troupe.hears(Event.ReloadEnded.class);
    troupe.awaits(1, one -> one.restarts() == 1 && one.restartReason() != null);
    assertThat(troupe.lists(0).restarts()).isZero();
    assertThat(old.hasEnded()).isTrue();
  }
}
