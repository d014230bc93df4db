package dev.troupe.pm2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.ExitStatus;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import dev.troupe.model.Instruments;
import dev.troupe.model.PastExit;
import dev.troupe.model.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");
  private static final PastExit CRASH =
      new PastExit(NOW.minusSeconds(90), Duration.ofMillis(80), new ExitStatus.Exited(1));

  private static String of(
      InstanceState state,
      @Nullable Instant restartAt,
      @Nullable String problem,
      PastExit... exits) {
    var running = state == InstanceState.ONLINE || state == InstanceState.LAUNCHING;
    var instance =
        new InstanceSnapshot(
            0,
            0,
            "u",
            state,
            running ? 4711L : null,
            NOW.minusSeconds(300),
            NOW.minusSeconds(120),
            3,
            restartAt == null ? 0 : 3,
            restartAt,
            null,
            problem,
            Usage.NONE,
            state == InstanceState.ONLINE,
            null,
            null,
            null,
            List.of(exits),
            Instruments.NONE,
            null,
            null);
    return new Explanation(Example.web(1).spec(), instance, NOW).sentence();
  }

  @Test
  void saysHowLongItRunsAndHowTheOneBeforeEnded() {
    assertThat(of(InstanceState.ONLINE, null, null)).isEqualTo("It runs for 2m and is ready.");
    assertThat(of(InstanceState.ONLINE, null, null, CRASH))
        .isEqualTo(
            "It runs for 2m and is ready; the process before exited with code 1 1m ago, after"
                + " 80ms.");
  }

  @Test
  void saysWhatItIsWaitedFor() {
    assertThat(of(InstanceState.LAUNCHING, null, null))
        .isEqualTo("It runs for 2m and is not ready yet: it will be once it runs.");
  }

  @Test
  void saysWhatComesNextAndWhen() {
    assertThat(of(InstanceState.WAITING_RESTART, NOW.plusSeconds(5), null, CRASH))
        .isEqualTo(
            "Its process exited with code 1 1m ago, after 80ms, early end 3 of at most 16 in a row;"
                + " the next one starts in 5s.");
    assertThat(of(InstanceState.WAITING_RESTART, NOW.minusSeconds(1), null))
        .isEqualTo(
            "It could not be started, early end 3 of at most 16 in a row; the next one starts"
                + " now.");
  }

  @Test
  void saysWhyItWasGivenUp() {
    assertThat(of(InstanceState.ERRORED, null, "16 early ends in a row", CRASH))
        .isEqualTo(
            "It was given up: 16 early ends in a row; its last process exited with code 1 1m ago,"
                + " after 80ms. A restart tries again.");
  }

  @Test
  void saysWhetherItHasEverRun() {
    assertThat(of(InstanceState.STOPPED, null, null))
        .isEqualTo("It is stopped and was never started.");
    var killed = new PastExit(NOW, Duration.ofHours(3), new ExitStatus.Signaled(9));
    assertThat(of(InstanceState.STOPPED, null, null, killed))
        .isEqualTo("It is stopped; its last process was ended by signal 9 0ms ago, after 3h.");
    assertThat(of(InstanceState.PAUSED, null, null)).contains("resume lets it go on");
    assertThat(of(InstanceState.STOPPING, null, null)).contains("what is left 1s later is killed");
  }
}
