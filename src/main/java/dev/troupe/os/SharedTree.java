package dev.troupe.os;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers all questions that have come up by the start of a look with that one look. A thread
 * exists only while there are questions.
 */
public final class SharedTree implements ProcessTree {

  /** Sends a signal to each process that is still the one it was. */
  @FunctionalInterface
  public interface SafeSignal {
    void send(Collection<ProcessId> processes, int number);
  }

  private record Asked(Family family, CompletableFuture<List<ProcessId>> answer) {}

  private final SafeSignal signal;

  // The looking thread's.
  private final FamilyLook look;

  private final Object lock = new Object();
  // Both guarded by lock.
  private List<Asked> waiting = new ArrayList<>();
  private boolean looking;

  public SharedTree(ProcessTable table, SafeSignal signal) {
    this.look = new FamilyLook(table);
    this.signal = signal;
  }

  @Override
  public CompletionStage<List<ProcessId>> members(ProcessId root, String marker) {
    var asked = new Asked(new Family(root, marker), new CompletableFuture<>());
    synchronized (lock) {
      waiting.add(asked);
      if (!looking) {
        looking = true;
        Thread.ofPlatform().daemon().name("troupe-tree").start(this::lookWhileAsked);
      }
    }
    return asked.answer.minimalCompletionStage();
  }

  @Override
  public void signal(Collection<ProcessId> processes, int number) {
    signal.send(processes, number);
  }

  private void lookWhileAsked() {
    for (var batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
      answer(batch);
    }
  }

  private List<Asked> nextBatch() {
    synchronized (lock) {
      var batch = waiting;
      waiting = new ArrayList<>();
      looking = !batch.isEmpty();
      return batch;
    }
  }

  private void answer(List<Asked> batch) {
    try {
      var found = look.at(batch.stream().map(Asked::family).toList());
      for (var asked : batch) {
        var members = found.members().getOrDefault(asked.family, Set.of());
        asked.answer.complete(found.all().descendantsFirst(members));
      }
    } catch (RuntimeException | Error e) {
      for (var asked : batch) {
        asked.answer.completeExceptionally(e);
      }
    }
  }
}
