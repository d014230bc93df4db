package dev.troupe.os.linux;

import dev.troupe.os.Cgroups;
import dev.troupe.os.CommandSearch;
import dev.troupe.os.EngineInfo;
import dev.troupe.os.ExactCommand;
import dev.troupe.os.FormerChild;
import dev.troupe.os.LaunchFailure;
import dev.troupe.os.LaunchPlan;
import dev.troupe.os.LaunchResult;
import dev.troupe.os.Launcher;
import dev.troupe.os.OutputPipes;
import dev.troupe.os.ProcStat;
import dev.troupe.os.ProcessId;
import dev.troupe.os.Resolution;
import dev.troupe.os.Takeover;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Starts children with posix_spawn(3) and watches them with epoll(7). */
final class LinuxLauncher implements Launcher {
  private final EventLoop loop;
  private final Path pipesDirectory;
  private final EngineInfo info;
  private final ProcFiles proc;
  private final Orphans orphans;
  private final Cgroups cgroups = new UnifiedCgroups(Path.of("/proc/self"));
  private final Spawner spawner = new Spawner();

  // A launch refers to its pipes by descriptor, so none may be under way when those are closed.
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Lock running = lock.readLock();
  private final Lock ending = lock.writeLock();
  private boolean closed;

  LinuxLauncher(EventLoop loop, ProcFiles proc, Path pipesDirectory, EngineInfo info) {
    this.loop = loop;
    this.proc = proc;
    this.pipesDirectory = pipesDirectory;
    this.info = info;
    this.orphans = new Orphans(proc);
  }

  @Override
  public OutputPipes openPipes(String name) {
    return FifoPipes.open(loop, pipesDirectory, name);
  }

  @Override
  public LaunchResult launch(LaunchPlan plan, OutputPipes pipes) {
    running.lock();
    try {
      if (closed) {
        return failed(plan, "the process engine has been closed");
      }
      return switch (CommandSearch.resolve(plan)) {
        case Resolution.Impossible(var message) -> new LaunchResult.Failed(message);
        case Resolution.Found(var command) -> launch(plan, command, (FifoPipes) pipes);
      };
    } catch (UncheckedIOException e) {
      return failed(plan, String.valueOf(Objects.requireNonNull(e.getCause()).getMessage()));
    } finally {
      running.unlock();
    }
  }

  /** While no launch is under way, every child is known. */
  @Override
  public int reapOrphans() {
    ending.lock();
    try {
      return closed ? 0 : orphans.sweep();
    } finally {
      ending.unlock();
    }
  }

  @Override
  public Takeover takeOver(FormerChild former, OutputPipes pipes) {
    return new FormerChildren(loop, proc).takeOver(former, (FifoPipes) pipes);
  }

  @Override
  public Cgroups cgroups() {
    return cgroups;
  }

  @Override
  public boolean hasChannels() {
    return true;
  }

  @Override
  public EngineInfo info() {
    return info;
  }

  @Override
  public void close() {
    ending.lock();
    try {
      closed = true;
    } finally {
      ending.unlock();
    }
    loop.close();
  }

  private LaunchResult launch(LaunchPlan plan, ExactCommand command, FifoPipes pipes) {
    try (var ends = ChildEnds.open(loop, plan.wiring())) {
      var result = launch(plan, command, pipes, ends);
      if (result instanceof LaunchResult.Failed) {
        ends.wires().close();
      }
      return result;
    }
  }

  private LaunchResult launch(
      LaunchPlan plan, ExactCommand command, FifoPipes pipes, ChildEnds ends) {
    Spawner.Outcome outcome;
    synchronized (pipes) {
      if (!pipes.isOpen()) {
        return failed(plan, "its pipes are closed");
      }
      pipes.part();
      outcome = spawner.start(command, plan.cwd(), ends.addTo(plan.env()), ends.given(pipes));
    }
    return switch (outcome) {
      case Spawner.Refused(int errno) ->
          new LaunchResult.Failed(
              LaunchFailure.explain(plan, command.executable(), Libc.message(errno)));
      case Spawner.Started(long pid) -> watch(plan, pid, pipes, ends.wires());
    };
  }

  /** Nobody else reaps the child, so its number cannot have passed to another process. */
  private LaunchResult watch(LaunchPlan plan, long pid, FifoPipes pipes, Wires wires) {
    int pidfd = Libc.pidfdOpen(pid);
    if (pidfd < 0) {
      Libc.killAndReap(pid);
      return failed(plan, "cannot watch it: " + Libc.message(-pidfd) + "; raise ulimit -n");
    }
    var child = new LinuxChild(loop, id(pid), pidfd, pipes, wires);
    orphans.spare(pid);
    child.exit().thenRun(() -> orphans.forget(pid));
    child.watch();
    return new LaunchResult.Launched(child);
  }

  private ProcessId id(long pid) {
    return proc.stat(pid)
        .map(ProcStat::id)
        .orElseThrow(() -> new IllegalStateException("/proc does not show process " + pid));
  }

  private static LaunchResult failed(LaunchPlan plan, String why) {
    return new LaunchResult.Failed(LaunchFailure.message(plan, why));
  }
}
