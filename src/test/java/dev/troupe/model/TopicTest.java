package dev.troupe.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicTest {
  private static Event exited(boolean crashed) {
    return new Event.Exited(Instant.EPOCH, "api", 0, 7, new ExitStatus.Exited(1), crashed);
  }

  private static Event reload(ReloadReport.Outcome outcome) {
    var report = new ReloadReport(outcome, Instant.EPOCH, Instant.EPOCH, 0, 0, "why");
    return new Event.ReloadEnded(Instant.EPOCH, "api", report);
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsWord(Topic topic) {
    assertThat(topic.word()).matches("[a-z]+(-[a-z]+)*");
    assertThat(Topic.named(topic.word())).contains(topic);
  }

  @Test
  void anEndThatNobodyWantedIsACrash() {
    assertThat(Topic.of(exited(true))).containsExactly(Topic.EXITED, Topic.CRASH);
    assertThat(Topic.of(exited(false))).containsExactly(Topic.EXITED);
  }

  @Test
  void usingTooMuchMemoryIsALimitThatWasHit() {
    var killed = new ExitStatus.Signaled(9, true);
    assertThat(Topic.of(new Event.Exited(Instant.EPOCH, "api", 0, 7, killed, true)))
        .containsExactly(Topic.EXITED, Topic.CRASH, Topic.LIMIT_HIT);
    assertThat(Topic.of(renewed(RestartReason.Cause.MEMORY)))
        .containsExactly(Topic.RESTARTING, Topic.LIMIT_HIT);
    assertThat(Topic.of(renewed(RestartReason.Cause.FILES))).containsExactly(Topic.RESTARTING);
  }

  private static Event renewed(RestartReason.Cause cause) {
    return new Event.Restarting(Instant.EPOCH, "api", 0, new RestartReason(cause, "so it is"));
  }

  @Test
  void onlyAReloadThatWasRolledBackHasFailed() {
    assertThat(Topic.of(reload(ReloadReport.Outcome.ROLLED_BACK)))
        .containsExactly(Topic.RELOAD_ENDED, Topic.RELOAD_FAILED);
    assertThat(Topic.of(reload(ReloadReport.Outcome.CANCELLED)))
        .containsExactly(Topic.RELOAD_ENDED);
  }
}
