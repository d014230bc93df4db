package dev.troupe.supervision;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.troupe.logs.LineWatch;
import dev.troupe.model.AppSpec;
import dev.troupe.model.ExitStatus;
import dev.troupe.os.BoundSocket;
import dev.troupe.os.EngineInfo;
import dev.troupe.os.FormerChild;
import dev.troupe.os.FormerGroup;
import dev.troupe.os.LaunchPlan;
import dev.troupe.os.LaunchResult;
import dev.troupe.os.Launcher;
import dev.troupe.os.ListenAddress;
import dev.troupe.os.Machine;
import dev.troupe.os.NoSockets;
import dev.troupe.os.NotifySocket;
import dev.troupe.os.OutputPipes;
import dev.troupe.os.Prober;
import dev.troupe.os.ProcessId;
import dev.troupe.os.ProcessTree;
import dev.troupe.os.SocketGroup;
import dev.troupe.os.SocketResult;
import dev.troupe.os.Sockets;
import dev.troupe.os.Takeover;
import dev.troupe.supervision.surroundings.Output;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * A machine whose children do what the test says. Children end by SIGINT and SIGKILL, processes
 * they leave behind by SIGKILL alone.
 */
public final class FakeMachine implements Launcher, ProcessTree {
  private final List<FakeChild> children = new ArrayList<>();
  private final List<LaunchPlan> plans = new ArrayList<>();
  private final Map<ProcessId, List<Integer>> signals = new HashMap<>();
  private final List<ProcessId> others = new ArrayList<>();
  private List<Integer> obeyed = List.of(2, 9);
  private String failure = "";
  private final List<Integer> probedPorts = new ArrayList<>();
  private final List<String> notifySockets = new ArrayList<>();
  private final List<Prober.Answer> answers =
      new ArrayList<>(List.of(new Prober.Answer.Healthy(Duration.ofMillis(5))));
  private LineWatch.@Nullable Eye printer;
  private @Nullable Consumer<String> notified;
  private String earlyNotice = "";
  private List<String> failing = List.of();
  private String lastPipes = "";
  private final List<FormerChild> takenOver = new ArrayList<>();
  private String deafness = "";
  private String refusal = "";
  private boolean holding;
  private final List<Runnable> held = new ArrayList<>();
  private int openPipes;
  private final FakeUsage usage = new FakeUsage();

  public Machine machine() {
    return new Machine(this, this, usage, new FakeSockets(), (_, port, _, _) -> answer(port));
  }

  /** The tree of a child uses so many bytes from now on. */
  void uses(long pid, long bytes) {
    usage.uses(pid, bytes);
  }

  private synchronized CompletionStage<Prober.Answer> answer(int port) {
    probedPorts.add(port);
    var answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
    return CompletableFuture.completedFuture(answer);
  }

  /** What probes hear one after the other; the last again and again (at first: all is well). */
  public synchronized void answers(Prober.Answer... next) {
    answers.clear();
    answers.addAll(List.of(next));
  }

  /** The port each probe was told to ask. */
  public synchronized List<Integer> probedPorts() {
    return List.copyOf(probedPorts);
  }

  /** Where an instance writes to, with files that are there at once. */
  public synchronized Output output(AppSpec spec, int id, int generation) {
    var lines = new LineWatch();
    printer = lines.eye();
    var done = CompletableFuture.completedFuture(Done.getInstance());
    return new Output(openPipes("%d-%d".formatted(id, generation)), done, done, lines);
  }

  /** The instance whose output was opened last prints this. */
  public synchronized void prints(String text) {
    Objects.requireNonNull(printer).see(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  /** The last child tells of itself as sd_notify(3) does. */
  public synchronized void notifies(String text) {
    Objects.requireNonNull(notified).accept(text);
  }

  public synchronized List<String> openNotifySockets() {
    return List.copyOf(notifySockets);
  }

  /** Children say this while their launch is still under way; empty for nothing. */
  public synchronized void notifiesAtLaunch(String text) {
    earlyNotice = text;
  }

  /** Signals that end a child from now on (at first SIGINT and SIGKILL). */
  public synchronized void obeys(Integer... numbers) {
    obeyed = List.of(numbers);
  }

  /** Launches fail from now on; an empty reason ends that. */
  public synchronized void failsToLaunch(String reason) {
    failure = reason;
  }

  /** Launches fail from now on whose environment has this variable. */
  synchronized void failsToLaunchWith(String variable, String reason) {
    failing = List.of(variable);
    failure = reason;
  }

  /** Launches take until {@link #release}. */
  synchronized void holdsLaunches() {
    holding = true;
  }

  synchronized void release() {
    holding = false;
    held.forEach(Runnable::run);
    held.clear();
    notifyAll();
  }

  public synchronized int launches() {
    return plans.size();
  }

  public synchronized LaunchPlan lastPlan() {
    return plans.getLast();
  }

  public synchronized FakeChild last() {
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
  public synchronized FakeChild child(long pid) {
    return children.stream().filter(child -> child.pid() == pid).findFirst().orElseThrow();
  }

  public synchronized int pipesOpen() {
    return openPipes;
  }

  public synchronized List<Integer> signalsTo(ProcessId process) {
    return List.copyOf(signals.getOrDefault(process, List.of()));
  }

  /** A descendant of every child, that ends by SIGKILL only. */
  public synchronized ProcessId leavesBehind(long pid) {
    var process = new ProcessId(pid, 1);
    others.add(process);
    return process;
  }

  public synchronized String lastPipes() {
    return lastPipes;
  }

  @Override
  public synchronized OutputPipes openPipes(String name) {
    openPipes++;
    lastPipes = name;
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
    if (holding) {
      held.add(Stillness.waits());
      awaitRelease();
    }
    plans.add(plan);
    if (!failure.isEmpty() && plan.env().keySet().containsAll(failing)) {
      return new LaunchResult.Failed(failure);
    }
    var channel = plan.wiring().openChannel() ? new DeafChannel() : null;
    var child = new FakeChild(new ProcessId(1000 + plans.size(), 1), channel);
    if (!earlyNotice.isEmpty()) {
      notifies(earlyNotice);
    }
    children.add(child);
    return new LaunchResult.Launched(child);
  }

  private synchronized void awaitRelease() {
    while (holding) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A child that has not ended is taken over, as the test has left it. */
  @Override
  public synchronized Takeover takeOver(FormerChild former, OutputPipes pipes) {
    takenOver.add(former);
    return children.stream()
        .filter(child -> !child.hasEnded() && isMeant(former, child))
        .map(child -> takeover(child))
        .findFirst()
        .orElseGet(Takeover.Gone::new);
  }

  private boolean isMeant(FormerChild former, FakeChild child) {
    var env = planOf(child.pid()).env();
    return child.id().equals(former.process())
        || (former.marker().equals(env.get(MARKER))
            && Integer.parseInt(env.getOrDefault(FormerChild.LAUNCH, "0")) >= former.launch());
  }

  private Takeover takeover(FakeChild child) {
    if (!refusal.isEmpty()) {
      return new Takeover.Refused(child.id(), refusal);
    }
    return deafness.isEmpty() ? new Takeover.Taken(child) : new Takeover.Deaf(child, deafness);
  }

  /** Children cannot be watched by another daemon from now on. */
  synchronized void refusesToHandOver(String reason) {
    refusal = reason;
  }

  /** The daemon's ends of all pipes are gone with it. */
  synchronized void losesPipes() {
    openPipes = 0;
  }

  /** Channels cannot be taken back from now on. */
  synchronized void isDeaf(String reason) {
    deafness = reason;
  }

  /** Those that were to be taken over. */
  synchronized List<FormerChild> takenOver() {
    return List.copyOf(takenOver);
  }

  @Override
  public boolean hasChannels() {
    return true;
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

  /** Nothing but notify sockets. */
  private final class FakeSockets implements Sockets {
    private final Sockets none = new NoSockets("a test has none");

    @Override
    public SocketResult<SocketGroup> group(ListenAddress.Tcp address, int backlog) {
      return none.group(address, backlog);
    }

    @Override
    public SocketResult<BoundSocket> single(ListenAddress address, int backlog) {
      return none.single(address, backlog);
    }

    @Override
    public SocketResult<FormerGroup> takeOver(
        ListenAddress.Tcp address, List<Long> inodes, Collection<ProcessId> holders) {
      return none.takeOver(address, inodes, holders);
    }

    @Override
    public Optional<BoundSocket> takeOver(
        ListenAddress address, long inode, Collection<ProcessId> holders) {
      return Optional.empty();
    }

    @Override
    public SocketResult<NotifySocket> notifySocket(
        String name, @Nullable String user, Consumer<String> taker) {
      synchronized (FakeMachine.this) {
        notified = taker;
        notifySockets.add(name);
        return new SocketResult.Opened<>(new FakeNotifySocket(name));
      }
    }
  }

  private final class FakeNotifySocket implements NotifySocket {
    private final String name;

    FakeNotifySocket(String name) {
      this.name = name;
    }

    @Override
    public String path() {
      return "/run/" + name;
    }

    @Override
    public void close() {
      synchronized (FakeMachine.this) {
        notifySockets.remove(name);
      }
    }
  }
}
