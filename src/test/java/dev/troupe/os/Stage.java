package dev.troupe.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.ExitStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A running engine with one instance's pipes, and the check that nothing is left of it. */
final class Stage {
  static final String MARKER = "stage-" + ProcessHandle.current().pid();
  static final String PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

  final Machine machine;
  final OutputPipes pipes;
  final Collector out;
  final Collector err;
  private final Path home;
  private final Path pipesDirectory;
  private final int descriptors = openDescriptors();
  private final List<Child> children = new ArrayList<>();

  /** Roots of what others have started. */
  private final List<ProcessId> foreign = new ArrayList<>();

  static {
    // The JVM keeps descriptors of its own from the first socket on.
    try (var server = new ServerSocket(0)) {
      new Socket(server.getInetAddress(), server.getLocalPort()).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stage(EngineChoice engine, Path home, Collector out, Collector err) {
    this.home = home;
    this.out = out;
    this.err = err;
    pipesDirectory = home.resolve("pipes");
    machine = engine.open(pipesDirectory, files(home));
    pipes = machine.launcher().openPipes("api-0");
    pipes.out().subscribe(out);
    pipes.err().subscribe(err);
  }

  /** Both kinds of folders below one. */
  static ChildFiles files(Path home) {
    return new ChildFiles(home, home.resolve("run/troupe"));
  }

  static Stage open(EngineChoice engine, Path home) {
    return new Stage(engine, home, Collector.eager(), Collector.eager());
  }

  /** Nobody asks for the child's standard output until the test does. */
  static Stage openUnasked(EngineChoice engine, Path home) {
    return new Stage(engine, home, Collector.idle(), Collector.eager());
  }

  Path home() {
    return home;
  }

  LaunchPlan plan(String... command) {
    return plan(Map.of(), command);
  }

  LaunchPlan plan(Map<String, String> more, String... command) {
    var env = new HashMap<>(Map.of("PATH", PATH, ProcessTree.MARKER, MARKER));
    env.putAll(more);
    return new LaunchPlan(List.of(command), home.toString(), env, null, null, Wiring.NONE);
  }

  LaunchPlan withStdin(String... command) {
    var plan = plan(command);
    return new LaunchPlan(plan.command(), plan.cwd(), plan.env(), null, null, Wiring.STDIN);
  }

  /** Is connected to a channel and has the sockets, named s0, s1 and so on. */
  LaunchPlan wired(boolean openChannel, List<BoundSocket> sockets, String... command) {
    var plan = plan(command);
    var names = IntStream.range(0, sockets.size()).mapToObj(i -> "s" + i).toList();
    var wiring = new Wiring(false, openChannel, sockets, names, List.of());
    return new LaunchPlan(plan.command(), plan.cwd(), plan.env(), null, null, wiring);
  }

  LaunchPlan as(String user, String group, String... command) {
    var plan = plan(command);
    return new LaunchPlan(
        plan.command(),
        "/",
        plan.env(),
        user.isEmpty() ? null : user,
        group.isEmpty() ? null : group,
        Wiring.NONE);
  }

  Child launch(LaunchPlan plan) {
    return switch (machine.launcher().launch(plan, pipes)) {
      case LaunchResult.Launched(var child) -> {
        children.add(child);
        yield child;
      }
      case LaunchResult.Failed(var message) -> throw new AssertionError(message);
    };
  }

  Child run(String... command) {
    return launch(plan(command));
  }

  Child shell(String script) {
    return run("/bin/sh", "-c", script);
  }

  String failure(LaunchPlan plan) {
    return switch (machine.launcher().launch(plan, pipes)) {
      case LaunchResult.Launched(var child) -> {
        children.add(child);
        throw new AssertionError("it runs: " + child.pid());
      }
      case LaunchResult.Failed(var message) -> message;
    };
  }

  ExitStatus exit(Child child) {
    return Waiting.resultOf(child.exit());
  }

  /** What a child writes to its standard output until it ends. */
  String output(LaunchPlan plan) {
    int before = out.size();
    exit(launch(plan));
    exit(launch(plan("echo", "==end==")));
    return out.awaitText("==end==\n").substring(before).replace("==end==\n", "");
  }

  Path script(String name, String text, boolean executable) {
    try {
      var file = Files.writeString(home.resolve(name), text);
      assertThat(file.toFile().setExecutable(executable)).isTrue();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the engine but leaves children and pipes, as a crash of the daemon does. */
  void crash() {
    machine.launcher().close();
  }

  /** The engine of the next daemon; it ends what is left of this one's children. */
  Stage next(EngineChoice engine) {
    crash();
    var next = open(engine, home);
    children.forEach(child -> next.foreign.add(child.id()));
    next.foreign.addAll(foreign);
    return next;
  }

  /** Ends this one too when all is over. */
  void answersFor(ProcessId root) {
    foreign.add(root);
  }

  /** Ends the children of an engine that will not tell of it any more. */
  void forgetChildren() {
    for (var child : children) {
      Waiting.until("no member left of " + child.id(), () -> killMembers(child.id()));
    }
    children.clear();
  }

  /** Ends everything and checks that nothing is left. */
  void close() {
    killAll();
    pipes.close();
    out.request(Long.MAX_VALUE);
    out.awaitCompletion();
    err.awaitCompletion();
    machine.launcher().close();
    assertThat(pipesDirectory).isEmptyDirectory();
    Waiting.until("all descriptors closed", () -> openDescriptors() <= descriptors);
  }

  void killAll() {
    for (var root : foreign) {
      Waiting.until("no member left of " + root, () -> killMembers(root));
    }
    for (var child : children) {
      Waiting.until("no member left of " + child.id(), () -> killMembers(child.id()));
      exit(child);
    }
  }

  /** Whether the child's tree has a process with that command line. */
  boolean isRunning(Child child, String commandLine) {
    for (var member : Waiting.resultOf(machine.tree().members(child.id(), MARKER))) {
      try {
        if (Files.readString(Path.of("/proc/" + member.pid() + "/cmdline")).equals(commandLine)) {
          return true;
        }
      } catch (IOException e) {
        // It has ended meanwhile.
      }
    }
    return false;
  }

  private boolean killMembers(ProcessId root) {
    var members = Waiting.resultOf(machine.tree().members(root, MARKER));
    machine.tree().signal(members, 9);
    return members.isEmpty();
  }

  /** Those an engine may open; the JVM's own files come and go. */
  static int openDescriptors() {
    int count = 0;
    try (var links = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (var link : links) {
        count += isEngines(link) ? 1 : 0;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return count;
  }

  private static boolean isEngines(Path link) {
    try {
      var target = Files.readSymbolicLink(link).toString();
      return target.startsWith("anon_inode:")
          || target.startsWith("pipe:")
          || target.startsWith("socket:")
          || target.contains("/pipes/")
          || target.startsWith("/dev/null");
    } catch (IOException e) {
      return false;
    }
  }
}
