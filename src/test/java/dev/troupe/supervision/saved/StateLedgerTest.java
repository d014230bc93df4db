package dev.troupe.supervision.saved;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.os.ProcessId;
import dev.troupe.policy.RestartHistory;
import dev.troupe.supervision.Specs;
import dev.troupe.supervision.saved.Ledger.Entry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class StateLedgerTest {
  private static final AppSpec API = Specs.app("api", 1, Path.of("/run"));
  private static final Identity IDENTITY = new Identity(0, 0, 0, 0, "u");

  private final List<SavedState> written = new ArrayList<>();
  private final Queue<Runnable> work = new ArrayDeque<>();
  private final StateLedger ledger =
      new StateLedger(SavedState.empty("boot"), written::add, work::add, Duration.ZERO);

  private void works() {
    while (!work.isEmpty()) {
      work.remove().run();
    }
  }

  private static SavedInstance instance(AppSpec spec, SavedInstance.Doing doing) {
    var history = RestartHistory.begun(Instant.EPOCH);
    return new SavedInstance(
        IDENTITY, spec, history, 1, null, new ProcessId(7, 8), List.of(), false, null, null, doing);
  }

  @Test
  void writesOnceForAllThatWasNotedMeanwhile() {
    for (int id = 0; id < 100; id++) {
      ledger.note(new Entry.Declared(id, API));
    }
    var done = ledger.written().toCompletableFuture();
    assertThat(done).isNotDone();
    works();
    assertThat(done).isCompleted();
    assertThat(written).hasSize(1);
    assertThat(written.getFirst().apps()).hasSize(100);
  }

  @Test
  void writesNothingIfNothingIsNew() {
    ledger.note(new Entry.Counted(1, 1));
    works();
    ledger.note(new Entry.Counted(1, 1));
    works();
    assertThat(ledger.written().toCompletableFuture()).isCompleted();
    assertThat(written).hasSize(1);
  }

  @Test
  void writesAgainForWhatCameDuringAWrite() {
    var during = new ArrayList<SavedState>();
    var queue = new ArrayDeque<Runnable>();
    var late = new ArrayList<Runnable>();
    var slow =
        new StateLedger(
            SavedState.empty("boot"),
            state -> {
              during.add(state);
              late.forEach(Runnable::run);
              late.clear();
            },
            queue::add,
            Duration.ZERO);
    slow.note(new Entry.Counted(1, 1));
    late.add(() -> slow.note(new Entry.Counted(2, 2)));
    while (!queue.isEmpty()) {
      queue.remove().run();
    }
    assertThat(during).extracting(SavedState::nextId).containsExactly(1, 2);
  }

  @Test
  void forgetsWhatHasLeft() {
    ledger.note(new Entry.Declared(0, API));
    ledger.note(new Entry.Lives(instance(API, new SavedInstance.Doing.Running(true, false))));
    ledger.note(new Entry.InstanceLeft(IDENTITY));
    ledger.note(new Entry.AppLeft(0));
    works();
    assertThat(written.getLast().apps()).isEmpty();
  }

  @Test
  void writesASpecOnlyOnce() {
    ledger.note(new Entry.Declared(0, API));
    ledger.note(new Entry.Lives(instance(API, new SavedInstance.Doing.Running(true, false))));
    works();
    assertThat(written.getLast().apps().getFirst().instances().getFirst().spec()).isNull();
    ledger.note(new Entry.Declared(0, API.withEnv(Map.of("A", "1"))));
    works();
    assertThat(written.getLast().apps().getFirst().instances().getFirst().spec()).isEqualTo(API);
  }
}
