package dev.troupe.os.portable;

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
import dev.troupe.os.ProcessTable;
import dev.troupe.os.Resolution;
import dev.troupe.os.Takeover;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Starts children with {@link ProcessBuilder}; none gets a channel. */
final class PortableLauncher implements Launcher {
  private static final File DEV_NULL = new File("/dev/null");

  private final ProcessTable table;
  private final Path pipesDirectory;
  private final EngineInfo info;
  private final Set<NamedPipes> open = ConcurrentHashMap.newKeySet();

  PortableLauncher(ProcessTable table, Path pipesDirectory, EngineInfo info) {
    this.table = table;
    this.pipesDirectory = pipesDirectory;
    this.info = info;
  }

  @Override
  public OutputPipes openPipes(String name) {
    var pipes = NamedPipes.open(pipesDirectory, name, open::remove);
    open.add(pipes);
    return pipes;
  }

  @Override
  public LaunchResult launch(LaunchPlan plan, OutputPipes pipes) {
    if (!plan.wiring().sockets().isEmpty()) {
      return new LaunchResult.Failed(
          LaunchFailure.message(
              plan, "the portable process engine cannot hand it sockets; bind in the program"));
    }
    return switch (CommandSearch.resolve(plan)) {
      case Resolution.Impossible(var message) -> new LaunchResult.Failed(message);
      case Resolution.Found(var command) -> launch(plan, command, (NamedPipes) pipes);
    };
  }

  /** What writes while no daemon runs gets SIGPIPE, and nobody could tell how it ends. */
  @Override
  public Takeover takeOver(FormerChild former, OutputPipes pipes) {
    var process = former.process();
    return process != null && isAlive(process)
        ? new Takeover.Refused(process, "the portable process engine takes no children over")
        : new Takeover.Gone();
  }

  private boolean isAlive(ProcessId process) {
    return table
        .stat(process.pid())
        .filter(stat -> stat.isAlive() && stat.id().equals(process))
        .isPresent();
  }

  @Override
  public boolean hasChannels() {
    return false;
  }

  @Override
  public EngineInfo info() {
    return info;
  }

  @Override
  public void close() {
    open.forEach(NamedPipes::abandon);
  }

  private LaunchResult launch(LaunchPlan plan, ExactCommand command, NamedPipes pipes) {
    synchronized (pipes) {
      if (!pipes.isOpen()) {
        return new LaunchResult.Failed(LaunchFailure.message(plan, "its pipes are closed"));
      }
      try {
        return new LaunchResult.Launched(start(plan, command, pipes));
      } catch (IOException e) {
        return new LaunchResult.Failed(
            LaunchFailure.explain(plan, command.executable(), String.valueOf(e.getMessage())));
      }
    }
  }

  /** Java uses one word both to find the file and as the program's own name. */
  private PortableChild start(LaunchPlan plan, ExactCommand command, NamedPipes pipes)
      throws IOException {
    var words = new ArrayList<>(command.argv());
    words.set(0, command.executable());
    var builder = new ProcessBuilder(words).directory(new File(plan.cwd()));
    builder.environment().clear();
    builder.environment().putAll(plan.env());
    builder.redirectInput(plan.wiring().openStdin() ? Redirect.PIPE : Redirect.from(DEV_NULL));
    builder.redirectOutput(Redirect.appendTo(pipes.outPath().toFile()));
    builder.redirectError(Redirect.appendTo(pipes.errPath().toFile()));
    var process = builder.start();
    var stdin = plan.wiring().openStdin() ? new StdinWriter(process.getOutputStream()) : null;
    return new PortableChild(process, id(process), stdin);
  }

  /** A child that has ended already may be gone; nothing will ever be found under such an id. */
  private ProcessId id(Process process) {
    return table
        .stat(process.pid())
        .map(ProcStat::id)
        .orElseGet(() -> new ProcessId(process.pid(), 0));
  }
}
