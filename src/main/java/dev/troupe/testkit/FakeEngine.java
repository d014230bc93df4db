package dev.troupe.testkit;

import dev.troupe.model.ExitStatus;
import dev.troupe.os.Channel;
import dev.troupe.os.Child;
import dev.troupe.os.EngineInfo;
import dev.troupe.os.FormerChild;
import dev.troupe.os.LaunchPlan;
import dev.troupe.os.LaunchResult;
import dev.troupe.os.Launcher;
import dev.troupe.os.Machine;
import dev.troupe.os.NoSockets;
import dev.troupe.os.OutputPipes;
import dev.troupe.os.Prober;
import dev.troupe.os.ProcessId;
import dev.troupe.os.ProcessTree;
import dev.troupe.os.Takeover;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** One engine over the children of a {@link FakeLauncher}; others may follow when it is closed. */
final class FakeEngine implements Launcher, ProcessTree {
  /** What a hook's shell finds in its environment, and no app's process. */
  private static final String EVENT = "TROUPE_EVENT";

  private static final ProcessId HOOK = new ProcessId(2_000_000, 1);

  private final FakeLauncher launcher;
  private final Path folder;
  private final Set<ScriptedPipes> read = ConcurrentHashMap.newKeySet();
  private volatile boolean isClosed;

  /**
   * @param folder of the pipes
   */
  FakeEngine(FakeLauncher launcher, Path folder) {
    this.launcher = launcher;
    this.folder = folder;
  }

  Machine machine() {
    return new Machine(
        this,
        this,
        new FakeUsage(launcher),
        new NoSockets("a test has none"),
        (_, _, _, _) ->
            CompletableFuture.completedFuture(new Prober.Answer.Healthy(Duration.ofMillis(1))));
  }

  @Override
  public OutputPipes openPipes(String name) {
    var pipes = launcher.pipes(folder.resolve(name));
    read.add(pipes);
    return pipes;
  }

  @Override
  public LaunchResult launch(LaunchPlan plan, OutputPipes pipes) {
    if (isClosed) {
      return new LaunchResult.Failed("the process engine has been closed");
    }
    return plan.env().containsKey(EVENT) ? hook(plan, pipes) : child(plan, pipes);
  }

  private LaunchResult hook(LaunchPlan plan, OutputPipes pipes) {
    var env = plan.env();
    launcher.called(
        new CalledHook(
            env.getOrDefault("TROUPE_APP", ""),
            env.getOrDefault(EVENT, ""),
            plan.command().getLast(),
            env));
    var shell = new ScriptedChild(HOOK, plan, (ScriptedPipes) pipes);
    shell.exits(0);
    return new LaunchResult.Launched(new Watched(shell));
  }

  private LaunchResult child(LaunchPlan plan, OutputPipes pipes) {
    return launcher
        .failure(plan)
        .<LaunchResult>map(LaunchResult.Failed::new)
        .orElseGet(
            () ->
                new LaunchResult.Launched(
                    new Watched(launcher.launch(plan, (ScriptedPipes) pipes))));
  }

  @Override
  public Takeover takeOver(FormerChild former, OutputPipes pipes) {
    return launcher.running().stream()
        .filter(child -> isMeant(former, child))
        .findFirst()
        .<Takeover>map(child -> new Takeover.Taken(new Watched(child)))
        .orElseGet(Takeover.Gone::new);
  }

  private static boolean isMeant(FormerChild former, ScriptedChild child) {
    var env = child.environment();
    return child.id().equals(former.process())
        || (former.marker().equals(env.get(MARKER))
            && Integer.parseInt(env.getOrDefault(FormerChild.LAUNCH, "0")) >= former.launch());
  }

  @Override
  public boolean hasChannels() {
    return false;
  }

  @Override
  public EngineInfo info() {
    return new EngineInfo("fake", "a test");
  }

  @Override
  public void close() {
    isClosed = true;
    read.forEach(ScriptedPipes::letGo);
  }

  @Override
  public CompletionStage<List<ProcessId>> members(ProcessId root, String marker) {
    var members = launcher.running().stream().map(ScriptedChild::id).filter(root::equals).toList();
    return CompletableFuture.completedFuture(members);
  }

  @Override
  public void signal(Collection<ProcessId> processes, int number) {
    launcher.running().stream()
        .filter(child -> processes.contains(child.id()))
        .forEach(child -> child.receive(number));
  }

  /** A child as long as this engine watches it. */
  private final class Watched implements Child {
    private final ScriptedChild child;

    Watched(ScriptedChild child) {
      this.child = child;
    }

    @Override
    public ProcessId id() {
      return child.id();
    }

    @Override
    public CompletionStage<ExitStatus> exit() {
      var seen = new CompletableFuture<ExitStatus>();
      var _ =
          child
              .exit()
              .thenAccept(
                  status -> {
                    if (!isClosed) {
                      seen.complete(status);
                    }
                  });
      return seen;
    }

    @Override
    public boolean signal(int number) {
      if (isClosed || !child.isRunning()) {
        return false;
      }
      child.receive(number);
      return true;
    }

    @Override
    public Optional<Channel> channel() {
      return Optional.empty();
    }

    @Override
    public boolean write(byte[] bytes) {
      child.hears(bytes);
      return child.isRunning();
    }
  }
}
