package dev.troupe.supervision;

import dev.troupe.model.Usage;
import dev.troupe.os.ProcessId;
import dev.troupe.os.UsageProbe;
import dev.troupe.supervision.UsageSampler.Measure;
import dev.troupe.supervision.UsageSampler.Measured;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsageSamplerTest {
  private static final ProcessId A = new ProcessId(1, 1);
  private static final ProcessId B = new ProcessId(2, 1);
  private static final Usage SOME = new Usage(1, 2);
  private static final UsageProbe PROBE =
      processes -> processes.stream().collect(Collectors.toMap(Function.identity(), _ -> SOME));

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
    var look = looks.poll(3, TimeUnit.SECONDS);
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
    first.expectMessage(new Measured(Map.of(A, SOME)));
    nextLookEnds();
    second.expectMessage(new Measured(Map.of(A, SOME, B, SOME)));
    third.expectMessage(new Measured(Map.of(A, SOME, B, SOME)));
  }

  @Test
  void answersWithNothingIfALookFails() {
    UsageProbe broken =
        _ -> {
          throw new IllegalStateException("no /proc");
        };
    sampler(broken, Runnable::run).tell(new Measure(List.of(A), first.ref()));
    first.expectMessage(new Measured(Map.of()));
  }

  @Test
  void looksAgainWhenAskedAgain() {
    var sampler = sampler(PROBE, Runnable::run);
    sampler.tell(new Measure(List.of(A), first.ref()));
    first.expectMessage(new Measured(Map.of(A, SOME)));
    sampler.tell(new Measure(List.of(B), first.ref()));
    first.expectMessage(new Measured(Map.of(B, SOME)));
  }
}
