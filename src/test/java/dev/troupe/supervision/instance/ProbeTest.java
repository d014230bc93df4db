package dev.troupe.supervision.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.os.Prober.Answer;
import dev.troupe.policy.ProbeStreak.Verdict;
import dev.troupe.supervision.FakeTime;
import dev.troupe.supervision.Specs;
import dev.troupe.supervision.Stillness;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbeTest {
  private static final Answer WELL = new Answer.Healthy(Duration.ofMillis(3));
  private static final Answer ILL = new Answer.Unhealthy(Duration.ofMillis(9), "no");

  private final ActorTestKit kit = FakeTime.kit();
  private final FakeTime time = FakeTime.of(kit);
  private final TestProbe<Probe.Report> owner = kit.createTestProbe(Probe.Report.class);
  private final Queue<CompletionStage<Answer>> answers = new ConcurrentLinkedQueue<>();

  @AfterEach
  void endKit() {
    kit.shutdownTestKit();
  }

  private void answers(Answer... next) {
    for (var answer : next) {
      answers.add(CompletableFuture.completedFuture(answer));
    }
  }

  private void asks(Duration initialDelay) {
    kit.spawn(Probe.create(answers::remove, Specs.probe(initialDelay), owner.ref()));
  }

  /** Lets time pass until there is a report. */
  private Probe.Report report() {
    return owner.awaitAssert(
        () -> {
          time.passes(Specs.PROBE_INTERVAL);
          return owner.expectMessageClass(Probe.Report.class, Duration.ofMillis(100));
        });
  }

  @Test
  void asksForTheFirstTimeAfterTheInitialDelay() {
    answers(WELL);
    asks(Duration.ofMillis(50));
    time.passes(Duration.ofMillis(49));
    Stillness.keepsSilent(owner);
    assertThat(report().answer()).isEqualTo(WELL);
  }

  @Test
  void decidesByAnswersInARow() {
    answers(WELL, ILL, WELL, WELL, ILL, ILL);
    asks(Duration.ZERO);
    for (var expected :
        List.of(
            Verdict.UNDECIDED,
            Verdict.UNDECIDED,
            Verdict.UNDECIDED,
            Verdict.HEALTHY,
            Verdict.UNDECIDED,
            Verdict.UNHEALTHY)) {
      assertThat(report().verdict()).isEqualTo(expected);
    }
  }

  @Test
  void asksAgainOnlyOnceItWasAnswered() {
    var late = new CompletableFuture<Answer>();
    answers.add(late);
    answers(WELL);
    asks(Duration.ZERO);
    owner.awaitAssert(
        () -> {
          time.passes(Specs.PROBE_INTERVAL);
          return assertThat(answers).hasSize(1);
        });
    time.passes(Duration.ofSeconds(9));
    Stillness.keepsSilent(owner);
    assertThat(answers).hasSize(1);
    late.complete(WELL);
    assertThat(report().verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(report().verdict()).isEqualTo(Verdict.HEALTHY);
  }

  @Test
  void takesABrokenQuestionForABadAnswer() {
    answers.add(CompletableFuture.failedFuture(new IllegalStateException("broken")));
    asks(Duration.ZERO);
    assertThat(report().answer()).isInstanceOf(Answer.Unhealthy.class);
  }
}
