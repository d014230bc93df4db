package dev.troupe.os;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private record Asked(Families.Question question, CompletableFuture<List<ProcessId>> answer) {}

  /** A process with one environment: an exec brings a new one. */
  private record Incarnation(ProcessId process, long environment) {}

  private final ProcessTable table;
  private final SafeSignal signal;
  private final long self = ProcessHandle.current().pid();

  private final Object lock = new Object();
  // Both guarded by lock.
  private List<Asked> waiting = new ArrayList<>();
  private boolean looking;

  // The looking thread's: an environment is read once, not at each look.
  private Map<Incarnation, Optional<String>> markers = new HashMap<>();

  public SharedTree(ProcessTable table, SafeSignal signal) {
    this.table = table;
    this.signal = signal;
  }

  @Override
  public CompletionStage<List<ProcessId>> members(ProcessId root, String marker) {
    var asked = new Asked(new Families.Question(root, marker), new CompletableFuture<>());
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
      var questions = batch.stream().map(Asked::question).toList();
      var answers = look(questions);
      for (var asked : batch) {
        asked.answer.complete(answers.getOrDefault(asked.question, List.of()));
      }
    } catch (RuntimeException | Error e) {
      for (var asked : batch) {
        asked.answer.completeExceptionally(e);
      }
    }
  }

  private Map<Families.Question, List<ProcessId>> look(List<Families.Question> questions) {
    var seen = new HashMap<Incarnation, Optional<String>>();
    var answers =
        new Families(table.all(), self)
            .members(
                questions,
                process -> {
                  var incarnation = new Incarnation(process.id(), process.environment());
                  var marker = markers.get(incarnation);
                  if (marker == null) {
                    marker = table.variable(process.pid(), MARKER);
                  }
                  seen.put(incarnation, marker);
                  return marker;
                });
    markers = seen;
    return answers;
  }
}
