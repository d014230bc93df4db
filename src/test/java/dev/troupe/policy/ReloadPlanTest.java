package dev.troupe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Balance;
import dev.troupe.model.ExecMode;
import dev.troupe.model.PlainApp;
import dev.troupe.model.Readiness;
import dev.troupe.model.Readiness.OnTimeout;
import dev.troupe.model.Readiness.Sign;
import dev.troupe.model.ReloadReport.Outcome;
import dev.troupe.model.ReloadRules;
import dev.troupe.model.Service;
import dev.troupe.model.SocketSpec;
import dev.troupe.policy.ReloadPlan.Action;
import dev.troupe.policy.ReloadPlan.Next;
import dev.troupe.policy.ReloadPlan.Version;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReloadPlanTest {

  /**
   * What follows the last of these facts on slots: r is ready, f failed, o old stopped, a
   * abandoned, g gone, + added, c cancelled.
   */
  private static Next after(Next begun, String facts) {
    var next = begun;
    for (var fact : facts.isEmpty() ? new String[0] : facts.split(" ", -1)) {
      next = after(next.plan(), fact);
    }
    return next;
  }

  private static Next after(ReloadPlan plan, String fact) {
    int slot = Integer.parseInt(fact.substring(1));
    return switch (fact.charAt(0)) {
      case 'r' -> plan.ready(slot);
      case 'f' -> plan.failed(slot, "broken");
      case 'o' -> plan.oldStopped(slot);
      case 'a' -> plan.abandoned(slot);
      case 'g' -> plan.gone(slot);
      case '+' -> plan.added(slot);
      case 'c' -> plan.cancelled("by command");
      default -> throw new IllegalArgumentException(fact);
    };
  }

  private static Next begin(int slots, int maxSurge) {
    return ReloadPlan.begin(Stream.iterate(0, i -> i + 1).limit(slots).toList(), maxSurge, true);
  }

  private static String words(List<Action> actions) {
    return String.join(" ", actions.stream().map(ReloadPlanTest::word).toList());
  }

  private static String word(Action action) {
    return switch (action) {
      case Action.Start(int slot, var version) -> (version == Version.NEW ? "new" : "old") + slot;
      case Action.Retire(int slot) -> "retire" + slot;
      case Action.Abandon(int slot) -> "abandon" + slot;
      case Action.End end -> end.outcome().name();
    };
  }

  @ParameterizedTest(name = "{0} slots, {1} at a time, after {2}: {3}")
  @CsvSource({
    "2, 1, '',                      new0",
    "2, 1, r0,                      retire0",
    "2, 1, r0 o0,                   new1",
    "2, 1, r0 o0 r1 o1,             COMPLETED",
    "3, 2, '',                      new0 new1",
    "3, 2, r1,                      retire1",
    "3, 2, r1 o1,                   new2",
    "3, 9, '',                      new0 new1 new2",
    "2, 1, f0,                      abandon0",
    "2, 1, f0 a0,                   ROLLED_BACK",
    "2, 1, r0 o0 f1,                abandon1",
    "2, 1, r0 o0 f1 a1,             old0",
    "2, 1, r0 o0 f1 a1 r0,          retire0",
    "2, 1, r0 o0 f1 a1 r0 o0,       ROLLED_BACK",
    "2, 1, r0 o0 f1 a1 f0,          abandon0",
    "2, 1, r0 o0 f1 a1 f0 a0,       ROLLED_BACK",
    "3, 3, r0 f1,                   abandon1 abandon2",
    "3, 3, r0 f1 o0,                old0",
    "3, 3, r0 f1 a1 a2,             ''",
    "3, 3, r0 f1 a1 a2 o0,          old0",
    "2, 1, c0,                      abandon0",
    "2, 1, c0 a0,                   CANCELLED",
    "2, 1, r0 c0,                   ''",
    "2, 1, r0 c0 o0,                CANCELLED",
    "1, 1, r0 c0 o0,                COMPLETED",
    "2, 1, c0 c0,                   ''",
    "2, 1, c0 f0,                   ''",
    "2, 1, r0 o0 f1 a1 c0,          abandon0",
    "2, 1, r0 o0 f1 a1 c0 a0,       CANCELLED",
    "2, 1, g0,                      new1",
    "2, 1, g1 r0 o0,                COMPLETED",
    "2, 1, g0 g1,                   COMPLETED",
    "2, 1, g0 r0,                   ''",
    "1, 1, +1 r0 o0,                COMPLETED",
    "1, 1, +1 f0 a0,                old1",
    "2, 1, r1,                      ''",
    "2, 1, f0 r0,                   ''",
    "2, 1, r0 f0,                   ''",
    "2, 1, o0,                      ''",
    "2, 1, a0,                      ''"
  })
  void goesOn(int slots, int maxSurge, String facts, String expected) {
    assertThat(words(after(begin(slots, maxSurge), facts).actions())).isEqualTo(expected);
  }

  @Test
  void beginsWithTheLowestSlots() {
    assertThat(words(ReloadPlan.begin(List.of(7, 2, 5), 2, true).actions())).isEqualTo("new2 new5");
  }

  @Test
  void tellsWhereAndWhyItWasRolledBack() {
    assertThat(after(begin(2, 1), "r0 o0 f1 a1 r0 o0").actions())
        .containsExactly(new Action.End(Outcome.ROLLED_BACK, 1, "broken"));
  }

  @Test
  void tellsOfASlotThatCouldNotGoBack() {
    assertThat(after(begin(2, 1), "r0 o0 f1 a1 f0 a0").actions())
        .containsExactly(
            new Action.End(
                Outcome.ROLLED_BACK,
                1,
                "broken; slot 0 keeps its new instance, the old version fails too: broken"));
  }

  @Test
  void tellsWhyItWasCancelled() {
    assertThat(after(begin(2, 1), "c0 a0").actions())
        .containsExactly(new Action.End(Outcome.CANCELLED, null, "by command"));
  }

  @Test
  void leavesReplacedSlotsAloneIfTheOldVersionIsTheSame() {
    var begun = ReloadPlan.begin(List.of(0, 1), 1, false);
    var end = after(begun, "r0 o0 f1 a1");
    assertThat(words(end.actions())).isEqualTo("ROLLED_BACK");
    assertThat(end.plan().replaced()).isEqualTo(1);
  }

  @Test
  void countsSlotsThatServeTheNewVersion() {
    assertThat(after(begin(3, 1), "r0 o0 r1").plan().replaced()).isEqualTo(2);
    assertThat(after(begin(2, 1), "r0 o0 f1 a1 r0").plan().replaced()).isZero();
  }

  private static AppSpec app(ExecMode mode, Sign sign, List<SocketSpec> sockets) {
    var readiness = new Readiness(sign, null, null, Duration.ofSeconds(3), OnTimeout.ACCEPT);
    return PlainApp.of("web", "/web")
        .with(
            draft -> {
              draft.execMode = mode;
              draft.service =
                  new Service(readiness, null, null, sockets, Balance.KERNEL, ReloadRules.DEFAULT);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "FORK, STARTED, 0, false",
    "FORK, STARTED, 1, true",
    "FORK, PROBE, 0, true",
    "FORK, UPTIME, 0, true",
    "CLUSTER, STARTED, 0, true"
  })
  void suitsAppsThatCanServeTwiceOrSayWhenTheyAreReady(
      ExecMode mode, Sign sign, int sockets, boolean expected) {
    var declared =
        Stream.generate(() -> new SocketSpec("http", null, 8080, null, 511))
            .limit(sockets)
            .toList();
    assertThat(ReloadPlan.suits(app(mode, sign, declared))).isEqualTo(expected);
  }
}
