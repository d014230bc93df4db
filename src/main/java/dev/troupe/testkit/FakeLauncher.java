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

  // Guarded by this.
  private final List<ScriptedChild> children = new ArrayList<>();
  private final Map<String, ScriptedPipes> pipes = new HashMap<>();
  private final Map<String, String> failures = new HashMap<>();
  private Consumer<ScriptedChild> script = _ -> {};

  FakeLauncher() {}

  /**
   * The next child that is started, in the order of their starts; each is returned once.
   *
   * @throws AssertionError if none is started for 10 s
   */
  public ScriptedChild nextChild() {
    try {
      var child = launched.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (child == null) {
        throw new AssertionError("no child was started for " + PATIENCE.toSeconds() + " s");
      }
      return child;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for a child", e);
    }
  }

  /** All children that run, in the order of their starts. */
  public synchronized List<ScriptedChild> running() {
    return children.stream().filter(ScriptedChild::isRunning).toList();
  }

  /** Those of one app. */
  public synchronized List<ScriptedChild> running(String app) {
    return running().stream().filter(child -> child.app().equals(app)).toList();
  }

  /** Every child does this as soon as it is started, in place of nothing. */
  public synchronized void onLaunch(Consumer<ScriptedChild> script) {
    this.script = script;
  }

  /** Children of an app cannot be started from now on, for this reason. */
  public synchronized void failsToLaunch(String app, String reason) {
    failures.put(app, reason);
  }

  /** They can be started again. */
  public synchronized void launchesAgain(String app) {
    failures.remove(app);
  }

  Machine engine() {
    return new FakeEngine(this).machine();
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

  synchronized ScriptedPipes pipes(String name) {
    return pipes.computeIfAbsent(
        name, _ -> new ScriptedPipes(new ScriptedPipe(), new ScriptedPipe(), () -> forget(name)));
  }

  private synchronized void forget(String name) {
    pipes.remove(name);
  }
}
