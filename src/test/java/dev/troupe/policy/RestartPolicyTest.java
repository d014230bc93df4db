package dev.troupe.policy;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.ExitStatus;
import dev.troupe.model.RestartRules;
import dev.troupe.policy.RestartPolicy.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestartPolicyTest {
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
  private static final ExitStatus CRASH = new ExitStatus.Exited(1);

  private static RestartRules rules(Duration delay, Duration backoff, Integer... stopExitCodes) {
    var minUptime = ofSeconds(1);
    return new RestartRules(true, minUptime, 16, delay, backoff, List.of(stopExitCodes));
  }

  private static RestartRules backoff(long millis) {
    return rules(Duration.ZERO, Duration.ofMillis(millis));
  }

  /** A child of a series that is {@code age} old, started {@code uptime} ago. */
  private static Decision ends(
      RestartRules rules, int unstable, long lastPause, Duration age, Duration uptime) {
    var now = CREATED.plus(age);
    var history =
        new RestartHistory(CREATED, now.minus(uptime), 7, unstable, Duration.ofMillis(lastPause));
    return RestartPolicy.afterExit(rules, history, CRASH, now);
  }

  private static Decision endsWith(RestartRules rules, ExitStatus exit) {
    return RestartPolicy.afterExit(
        rules, RestartHistory.begun(CREATED), exit, CREATED.plusSeconds(1));
  }

  private static Decision.RestartAfter restart(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.RestartAfter.class);
    return (Decision.RestartAfter) decision;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255})
  void staysStoppedWithoutAutorestart(int code) {
    var rules = new RestartRules(false, ofSeconds(1), 16, Duration.ZERO, ofSeconds(1), List.of());
    assertThat(endsWith(rules, new ExitStatus.Exited(code))).isEqualTo(new Decision.StayStopped());
  }

  @ParameterizedTest
  @CsvSource({"0, true", "7, true", "1, false", "137, false"})
  void staysStoppedAfterAnExitCodeThatMeansDone(int code, boolean isDone) {
    var decision = endsWith(rules(Duration.ZERO, Duration.ZERO, 0, 7), new ExitStatus.Exited(code));
    assertThat(decision instanceof Decision.StayStopped).isEqualTo(isDone);
  }

  @Test
  void doesNotTakeASignalForAnExitCode() {
    var decision = endsWith(rules(Duration.ZERO, Duration.ZERO, 9), new ExitStatus.Signaled(9));
    assertThat(decision).isInstanceOf(Decision.RestartAfter.class);
  }

  @ParameterizedTest(name = "series {0} old, up for {1}: {2}")
  @CsvSource({
    "PT0S,      PT0S,     1",
    "PT0.999S,  PT0.999S, 1",
    "PT1S,      PT1S,     0",
    "PT15.999S, PT0.5S,   1",
    "PT16S,     PT0.5S,   0",
    "PT1H,      PT0S,     0",
    "PT1H,      PT1H,     0"
  })
  void countsAnEndBeforeMinUptimeWhileTheSeriesIsYoung(Duration age, Duration uptime, int counted) {
    var decision = restart(ends(RestartRules.DEFAULT, 3, 0, age, uptime));
    assertThat(decision.history().unstable()).isEqualTo(3 + counted);
  }

  @Test
  void keepsTheCountOverAStableRun() {
    var decision = restart(ends(RestartRules.DEFAULT, 3, 0, ofSeconds(9), ofSeconds(5)));
    assertThat(decision.history().unstable()).isEqualTo(3);
  }

  @Test
  void givesUpAtMaxRestartsAndClearsTheCounters() {
    var decision = ends(backoff(100), 15, 400, ofSeconds(5), Duration.ZERO);
    assertThat(decision).isInstanceOf(Decision.GiveUp.class);
    var giveUp = (Decision.GiveUp) decision;
    assertThat(giveUp.reason()).contains("16 times", "1000 ms", "max_restarts", "min_uptime");
    assertThat(giveUp.history().unstable()).isZero();
    assertThat(giveUp.history().backoff()).isZero();
    assertThat(giveUp.history().restarts()).isEqualTo(7);
  }

  @Test
  void restartsOneEndBeforeMaxRestarts() {
    var decision = restart(ends(RestartRules.DEFAULT, 14, 0, ofSeconds(5), Duration.ZERO));
    assertThat(decision.history().unstable()).isEqualTo(15);
  }

  @Test
  void neverGivesUpAnAppWhoseDelaySpacesItsEnds() {
    var rules = rules(ofSeconds(2), Duration.ZERO);
    var history = RestartHistory.begun(CREATED);
    var now = CREATED;
    for (int i = 0; i < 50; i++) {
      var decision = restart(RestartPolicy.afterExit(rules, history, CRASH, now));
      now = now.plus(decision.pause());
      history = decision.history().restarted().launchedAt(now);
    }
    assertThat(history.unstable()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 4000})
  void pausesForTheRestartDelay(long millis) {
    var rules = rules(Duration.ofMillis(millis), Duration.ZERO);
    var decision = restart(ends(rules, 0, 0, ofSeconds(5), ofSeconds(5)));
    assertThat(decision.pause()).isEqualTo(Duration.ofMillis(millis));
    assertThat(decision.history().backoff()).isZero();
  }

  @ParameterizedTest(name = "{0} ms, last {1} ms: {2} ms")
  @CsvSource({
    "100, 0, 100",
    "100, 100, 150",
    "100, 150, 225",
    "100, 225, 337",
    "100, 337, 505",
    "1, 1, 1",
    "100, 9999, 14998",
    "100, 10000, 15000",
    "100, 14998, 15000",
    "100, 15000, 15000"
  })
  void growsTheBackoffByHalfUpToACeiling(long first, long last, long next) {
    var decision = restart(ends(backoff(first), 0, last, ofSeconds(5), Duration.ZERO));
    assertThat(decision.pause()).isEqualTo(Duration.ofMillis(next));
    assertThat(decision.history().backoff()).isEqualTo(decision.pause());
  }

  @ParameterizedTest
  @CsvSource({"PT29.999S, 1500", "PT30S, 100", "PT1H, 100"})
  void beginsTheBackoffAnewAfterHalfAMinuteOfUptime(Duration uptime, long next) {
    var decision = restart(ends(backoff(100), 0, 1000, Duration.ofHours(2), uptime));
    assertThat(decision.pause()).isEqualTo(Duration.ofMillis(next));
  }

  @Test
  void letsTheBackoffReplaceTheDelay() {
    var rules = rules(ofSeconds(4), Duration.ofMillis(100));
    var decision = restart(ends(rules, 0, 0, ofSeconds(5), ofSeconds(5)));
    assertThat(decision.pause()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void beginsANewSeriesWithTheRestartsCountedSoFar() {
    var history = new RestartHistory(CREATED, CREATED, 7, 3, ofSeconds(1));
    assertThat(history.newSeries(CREATED.plusSeconds(9)))
        .isEqualTo(new RestartHistory(CREATED.plusSeconds(9), CREATED, 7, 0, Duration.ZERO));
  }

  @Test
  void resetsBothCounts() {
    var history = new RestartHistory(CREATED, CREATED, 7, 3, ofSeconds(1));
    assertThat(history.reset()).isEqualTo(new RestartHistory(CREATED, CREATED, 0, 0, ofSeconds(1)));
  }

  @Test
  void countsAFailedStartAsUnstableHoweverLongItTook() {
    var later = CREATED.plusSeconds(600);
    var history = new RestartHistory(CREATED, CREATED, 7, 14, Duration.ZERO);
    var rules = rules(Duration.ZERO, Duration.ZERO, 0);
    var again = restart(RestartPolicy.afterFailedStart(rules, history, later));
    assertThat(again.history().unstable()).isEqualTo(15);
    assertThat(RestartPolicy.afterFailedStart(rules, again.history(), later))
        .isInstanceOf(Decision.GiveUp.class);
  }

  @Test
  void staysStoppedAfterAFailedStartWithoutAutorestart() {
    var rules = new RestartRules(false, ofSeconds(1), 16, Duration.ZERO, ofSeconds(1), List.of());
    assertThat(RestartPolicy.afterFailedStart(rules, RestartHistory.begun(CREATED), CREATED))
        .isEqualTo(new Decision.StayStopped());
  }
}
