package dev.troupe.testkit;

import dev.troupe.embed.AppDeclaration;
import dev.troupe.os.LaunchPlan;
import dev.troupe.os.Machine;
import dev.troupe.os.ProcessId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A machine without processes. What an app runs need not be there: neither script nor interpreter,
 * folder or user are looked for. Node's channel and cluster and inherited sockets are not there
 * either. Thread-safe.
 */
public final class FakeLauncher {
  /** Variable that tells a child what its app has declared. */
  static final String SCRIPT = "TROUPE_TESTKIT_SCRIPT";

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long FIRST_PID = 1_000_000;

  private final BlockingQueue<ScriptedChild> launched = new LinkedBlockingQueue<>();
  private final BlockingQueue<CalledHook> called = new LinkedBlockingQueue<>();

  // Guarded by this.
  private final List<ScriptedChild> children = new ArrayList<>();
  private final Map<Path, ScriptedPipes> pipes = new HashMap<>();
  private final Map<String, String> failures = new HashMap<>();
  private Consumer<ScriptedChild> script = _ -> {};

  FakeLauncher() {}

  /**
   * {@return the next child that is started, in the order of their starts; each is returned once}
   *
   * @throws AssertionError if none is started for 10 s
   */
  public ScriptedChild nextChild() {
    return next(launched, "child was started");
  }

  /**
   * The next command that is run because something has happened ({@code on_crash} and the like), in
   * the order in which they are run; each is returned once. They are no children.
   *
   * @return the command, which has ended
   * @throws AssertionError if none is run for 10 s
   */
  public CalledHook nextHook() {
    return next(called, "hook was called");
  }

  private static <T> T next(BlockingQueue<T> queue, String what) {
    try {
      var next = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no " + what + " for " + PATIENCE.toSeconds() + " s");
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting: no " + what, e);
    }
  }

  void called(CalledHook hook) {
    called.add(hook);
  }

  /** {@return all children that run, in the order of their starts} */
  public synchronized List<ScriptedChild> running() {
    return children.stream().filter(ScriptedChild::isRunning).toList();
  }

  /**
   * {@return those of one app}
   *
   * @param app its name
   */
  public synchronized List<ScriptedChild> running(String app) {
    return running().stream().filter(child -> child.app().equals(app)).toList();
  }

  /**
   * Every child does this as soon as it is started, in place of nothing.
   *
   * @param script what each child does
   */
  public synchronized void onLaunch(Consumer<ScriptedChild> script) {
    this.script = script;
  }

  /**
   * Children of an app cannot be started from now on, for this reason.
   *
   * @param app its name
   * @param reason why, in one line
   */
  public synchronized void failsToLaunch(String app, String reason) {
    failures.put(app, reason);
  }

  /**
   * They can be started again.
   *
   * @param app its name
   */
  public synchronized void launchesAgain(String app) {
    failures.remove(app);
  }

  /**
   * @param folder of the pipes, which are another supervisor's in another folder
   */
  Machine engine(Path folder) {
    return new FakeEngine(this, folder).machine();
  }

  /** The same app, of which nothing needs to be there. */
  static AppDeclaration relieved(AppDeclaration app) {
    var fields = new HashMap<>(app.fields());
    var declared = String.valueOf(fields.getOrDefault("script", ""));
    Stream.of(
            "exec_mode", "interpreter", "node_args", "cwd", "uid", "gid", "env_file", "wait_ready")
        .forEach(fields::remove);
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    return AppDeclaration.ofFields(fields)
        .with("script", java.toString())
        .interpreter("none")
        .env(SCRIPT, declared);
  }

  /** Why a child cannot be started; empty if it can. */
  synchronized Optional<String> failure(LaunchPlan plan) {
    return Optional.ofNullable(failures.get(plan.env().getOrDefault("name", "")));
  }

  ScriptedChild launch(LaunchPlan plan, ScriptedPipes connected) {
    ScriptedChild child;
    Consumer<ScriptedChild> wanted;
    synchronized (this) {
      child = new ScriptedChild(new ProcessId(FIRST_PID + children.size(), 1), plan, connected);
      children.add(child);
      wanted = script;
    }
    launched.add(child);
    wanted.accept(child);
    return child;
  }

  synchronized ScriptedPipes pipes(Path file) {
    return pipes.computeIfAbsent(
        file, _ -> new ScriptedPipes(new ScriptedPipe(), new ScriptedPipe(), () -> forget(file)));
  }

  private synchronized void forget(Path file) {
    pipes.remove(file);
  }
}
