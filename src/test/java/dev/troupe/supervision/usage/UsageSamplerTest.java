package dev.troupe.supervision.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.MemoryShare;
import dev.troupe.model.Usage;
import dev.troupe.os.Family;
import dev.troupe.os.ProcessId;
import dev.troupe.os.UsageProbe;
import dev.troupe.supervision.FakeTime;
import dev.troupe.supervision.usage.UsageSampler.Measure;
import dev.troupe.supervision.usage.UsageSampler.Measured;
import dev.troupe.supervision.usage.UsageSampler.Weigh;
import dev.troupe.supervision.usage.UsageSampler.Weighed;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsageSamplerTest {
  private static final Family A = new Family(new ProcessId(1, 1), "a");
  private static final Family B = new Family(new ProcessId(2, 1), "b");
  private static final Usage SOME = new Usage(1, 2);

  private static class Probe implements UsageProbe {
    @Override
    public Map<ProcessId, Usage> measure(Collection<Family> trees) {
      return trees.stream().collect(Collectors.toMap(Family::root, _ -> SOME));
    }

    @Override
    public OptionalLong proportionalBytes(Family tree) {
      return tree.equals(A) ? OptionalLong.of(3) : OptionalLong.empty();
    }
  }

  private static final UsageProbe PROBE = new Probe();

  private final ActorTestKit kit = FakeTime.kit();
  private final LinkedBlockingQueue<Runnable> looks = new LinkedBlockingQueue<>();
  private final TestProbe<Measured> first = kit.createTestProbe(Measured.class);
  private final TestProbe<Measured> second = kit.createTestProbe(Measured.class);
  private final TestProbe<Measured> third = kit.createTestProbe(Measured.class);

  @AfterEach
  void endKit() {
    kit.shutdownTestKit();
  }

  private ActorRef<UsageSampler.Command> sampler(UsageProbe probe, Executor blocking) {
    return kit.spawn(UsageSampler.create(probe, blocking));
  }

  private void nextLookEnds() throws InterruptedException {
    var look = looks.poll(10, TimeUnit.SECONDS);
    if (look == null) {
      throw new AssertionError("nobody looks");
    }
    look.run();
  }

  @Test
  void answersThoseWhoAskDuringALookWithTheNext() throws InterruptedException {
    var sampler = sampler(PROBE, looks::add);
    sampler.tell(new Measure(List.of(A), first.ref()));
    sampler.tell(new Measure(List.of(A), second.ref()));
    sampler.tell(new Measure(List.of(A, B), third.ref()));
    nextLookEnds();
    first.expectMessage(new Measured(Map.of(A.root(), SOME)));
    nextLookEnds();
    second.expectMessage(new Measured(Map.of(A.root(), SOME, B.root(), SOME)));
    third.expectMessage(new Measured(Map.of(A.root(), SOME, B.root(), SOME)));
  }

  @Test
  void answersWithNothingIfALookFails() {
    UsageProbe broken =
        new Probe() {
          @Override
          public Map<ProcessId, Usage> measure(Collection<Family> trees) {
            throw new IllegalStateException("no /proc");
          }
        };
    sampler(broken, Runnable::run).tell(new Measure(List.of(A), first.ref()));
    first.expectMessage(new Measured(Map.of()));
  }

  @Test
  void looksAgainWhenAskedAgain() {
    var sampler = sampler(PROBE, Runnable::run);
    sampler.tell(new Measure(List.of(A), first.ref()));
    first.expectMessage(new Measured(Map.of(A.root(), SOME)));
    sampler.tell(new Measure(List.of(B), first.ref()));
    first.expectMessage(new Measured(Map.of(B.root(), SOME)));
  }

  @Test
  void weighsEvenWhileALookIsUnderWay() throws InterruptedException {
    var asker = kit.createTestProbe(Weighed.class);
    var sampler = sampler(PROBE, looks::add);
    sampler.tell(new Measure(List.of(A), first.ref()));
    var look = looks.poll(10, TimeUnit.SECONDS);
    sampler.tell(new Weigh(List.of(1, 2, 3), Map.of(2, B, 1, A), asker.ref()));
    nextLookEnds();
    asker.expectMessage(
        Duration.ofSeconds(10),
        new Weighed(
            List.of(new MemoryShare(1, 3L), new MemoryShare(2, null), new MemoryShare(3, null))));
    assertThat(look).isNotNull();
  }
}
