package dev.troupe.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedTreeTest {
  private static final ProcStat STRAY = new ProcStat(7, 'S', 1, 7, 7, 0, 70, 0, 1, 0, 1);

  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger environments = new AtomicInteger();
  private final CountDownLatch allAsked = new CountDownLatch(1);
  private final CountDownLatch firstLook = new CountDownLatch(1);

  @Test
  void aThousandQuestionsCostTwoLooks() throws InterruptedException {
    var tree = new SharedTree(new Table(), (_, _) -> {});
    var answers = new ArrayList<CompletionStage<List<ProcessId>>>();
    answers.add(tree.members(new ProcessId(1000, 1), "m"));
    firstLook.await();
    for (int i = 1; i < 1000; i++) {
      answers.add(tree.members(new ProcessId(1000 + i, 1), "m"));
    }
    allAsked.countDown();
    assertThat(answers)
        .allSatisfy(
            answer -> assertThat(Waiting.resultOf(answer)).containsExactly(new ProcessId(7, 70)));
    assertThat(looks).hasValue(2);
  }

  @Test
  void readsAnEnvironmentOnceForManyLooks() {
    allAsked.countDown();
    var tree = new SharedTree(new Table(), (_, _) -> {});
    for (int i = 0; i < 5; i++) {
      assertThat(Waiting.resultOf(tree.members(new ProcessId(1000, 1), "m"))).hasSize(1);
    }
    assertThat(environments).hasValue(1);
  }

  @Test
  void tellsEveryoneWhenALookFailsAndLooksAgainWhenAskedAgain() {
    allAsked.countDown();
    var failing =
        new Table() {
          @Override
          public List<ProcStat> all() {
            if (looks.incrementAndGet() == 1) {
              throw new IllegalStateException("no /proc");
            }
            return List.of(STRAY);
          }
        };
    var tree = new SharedTree(failing, (_, _) -> {});
    assertThatThrownBy(() -> Waiting.resultOf(tree.members(new ProcessId(1, 1), "m")))
        .hasRootCauseMessage("no /proc");
    assertThat(Waiting.resultOf(tree.members(new ProcessId(1, 1), "m"))).hasSize(1);
  }

  private class Table implements ProcessTable {
    @Override
    public Optional<ProcStat> stat(long pid) {
      return Optional.empty();
    }

    @Override
    public List<ProcStat> all() {
      looks.incrementAndGet();
      firstLook.countDown();
      try {
        allAsked.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return List.of(STRAY);
    }

    @Override
    public Optional<String> variable(long pid, String name) {
      environments.incrementAndGet();
      return Optional.of("m");
    }

    @Override
    public OptionalInt openFiles(long pid) {
      return OptionalInt.empty();
    }

    @Override
    public OptionalLong proportionalBytes(long pid) {
      return OptionalLong.empty();
    }
  }
}
