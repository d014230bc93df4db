package dev.troupe.supervision;

import dev.troupe.model.ExitStatus;
import dev.troupe.model.Usage;
import dev.troupe.os.Channel;
import dev.troupe.os.Child;
import dev.troupe.os.EngineInfo;
import dev.troupe.os.LaunchPlan;
import dev.troupe.os.LaunchResult;
import dev.troupe.os.Launcher;
import dev.troupe.os.Machine;
import dev.troupe.os.NoSockets;
import dev.troupe.os.OutputPipes;
import dev.troupe.os.Prober;
import dev.troupe.os.ProcessId;
import dev.troupe.os.ProcessTree;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * A machine whose children do what the test says. Children end by SIGINT and SIGKILL, processes
 * they leave behind by SIGKILL alone.
 */
final class FakeMachine implements Launcher, ProcessTree {
  private final List<FakeChild> children = new ArrayList<>();
  private final List<LaunchPlan> plans = new ArrayList<>();
  private final Map<ProcessId, List<Integer>> signals = new HashMap<>();
  private final List<ProcessId> others = new ArrayList<>();
  private List<Integer> obeyed = List.of(2, 9);
  private String failure = "";
  private List<String> failing = List.of();
  private boolean holding;
  private int openPipes;

  Machine machine() {
    return new Machine(
        this,
        this,
        processes -> {
          var usage = new HashMap<ProcessId, Usage>();
          processes.forEach(process -> usage.put(process, new Usage(1, process.pid())));
          return usage;
        },
        new NoSockets("a test has none"),
        (_, _, _, _) ->
            CompletableFuture.completedFuture(new Prober.Answer.Healthy(Duration.ZERO)));
  }

  /** Signals that end a child from now on (at first SIGINT and SIGKILL). */
  synchronized void obeys(Integer... numbers) {
    obeyed = List.of(numbers);
  }

  /** Launches fail from now on; an empty reason ends that. */
  synchronized void failsToLaunch(String reason) {
    failure = reason;
  }

  /** Launches fail from now on whose environment has this variable. */
  synchronized void failsToLaunchWith(String variable, String reason) {
    failing = List.of(variable);
    failure = reason;
  }

  synchronized int launches() {
    return plans.size();
  }

  synchronized LaunchPlan lastPlan() {
    return plans.getLast();
  }

  synchronized FakeChild last() {
    return children.getLast();
  }

  /** Pids of children that have not ended, in the order of their start. */
  synchronized List<Long> living() {
    return children.stream().filter(child -> !child.hasEnded()).map(FakeChild::pid).toList();
  }

  /** What the child of this pid was started with. */
  synchronized LaunchPlan planOf(long pid) {
    return plans.get((int) (pid - 1001));
  }

  /** The child of this pid. */
  synchronized FakeChild child(long pid) {
    return children.stream().filter(child -> child.pid() == pid).findFirst().orElseThrow();
  }

  synchronized int pipesOpen() {
    return openPipes;
  }

  synchronized List<Integer> signalsTo(ProcessId process) {
    return List.copyOf(signals.getOrDefault(process, List.of()));
  }

  /** A descendant of every child, that ends by SIGKILL only. */
  synchronized ProcessId leavesBehind(long pid) {
    var process = new ProcessId(pid, 1);
    others.add(process);
    return process;
  }

  /** Launches take until {@link #release}. */
  synchronized void holdsLaunches() {
    holding = true;
  }

  synchronized void release() {
    holding = false;
    notifyAll();
  }

  @Override
  public synchronized OutputPipes openPipes(String name) {
    openPipes++;
    return new OutputPipes() {
      @Override
      public Flow.Publisher<ByteBuffer> out() {
        throw new UnsupportedOperationException();
      }

      @Override
      public Flow.Publisher<ByteBuffer> err() {
        throw new UnsupportedOperationException();
      }

      @Override
      public void close() {
        synchronized (FakeMachine.this) {
          openPipes--;
        }
      }
    };
  }

  @Override
  public synchronized LaunchResult launch(LaunchPlan plan, OutputPipes pipes) {
    while (holding) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    plans.add(plan);
    if (!failure.isEmpty() && plan.env().keySet().containsAll(failing)) {
      return new LaunchResult.Failed(failure);
    }
    var child = new FakeChild(new ProcessId(1000 + plans.size(), 1));
    children.add(child);
    return new LaunchResult.Launched(child);
  }

  @Override
  public EngineInfo info() {
    return new EngineInfo("fake", "a test");
  }

  @Override
  public void close() {}

  @Override
  public synchronized CompletionStage<List<ProcessId>> members(ProcessId root, String marker) {
    var living = new ArrayList<>(others);
    children.stream()
        .filter(child -> child.id().equals(root) && !child.hasEnded())
        .map(FakeChild::id)
        .forEach(living::add);
    return CompletableFuture.completedFuture(List.copyOf(living));
  }

  @Override
  public synchronized void signal(Collection<ProcessId> processes, int number) {
    for (var process : processes) {
      signals.computeIfAbsent(process, _ -> new ArrayList<>()).add(number);
      if (number == 9) {
        others.remove(process);
      }
      children.stream()
          .filter(child -> child.id().equals(process) && obeyed.contains(number))
          .forEach(child -> child.ends(new ExitStatus.Signaled(number)));
    }
  }

  /** A child without a process. */
  static final class FakeChild implements Child {
    private final ProcessId id;
    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
    private final List<String> written = new ArrayList<>();
    private final List<Integer> received = new ArrayList<>();

    FakeChild(ProcessId id) {
      this.id = id;
    }

    void exits(int code) {
      ends(new ExitStatus.Exited(code));
    }

    void ends(ExitStatus status) {
      exit.complete(status);
    }

    boolean hasEnded() {
      return exit.isDone();
    }

    synchronized List<String> written() {
      return List.copyOf(written);
    }

    @Override
    public long pid() {
      return id.pid();
    }

    @Override
    public ProcessId id() {
      return id;
    }

    @Override
    public Optional<Channel> channel() {
      return Optional.empty();
    }

    @Override
    public CompletionStage<ExitStatus> exit() {
      return exit;
    }

    /** Signals sent to it alone. */
    synchronized List<Integer> received() {
      return List.copyOf(received);
    }

    @Override
    public synchronized boolean signal(int number) {
      received.add(number);
      return !hasEnded();
    }

    @Override
    public synchronized boolean write(byte[] bytes) {
      written.add(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
      return !hasEnded();
    }
  }
}
