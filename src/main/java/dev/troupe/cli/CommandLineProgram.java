package dev.troupe.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins the command line to the process it runs in. What the launcher {@code bin/troupe} knows
 * better or cheaper than Java comes in system properties: {@code troupe.program}, {@code
 * troupe.root}, {@code troupe.columns} (on a terminal only), {@code troupe.daemon.classpath},
 * {@code troupe.daemon.archive}, {@code troupe.lc_all}.
 */
public final class CommandLineProgram {
  private CommandLineProgram() {}

  /** Runs one command; returns the exit code. */
  public static int run(String... args) {
    var caller = caller();
    var console =
        new Console(
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            caller);
    var session = new Session(caller, console, installation(caller), InstantSource.system());
    return new Cli(session).run(args);
  }

  /** Prepares a command line that runs together with its daemon. */
  public static Foreground.Plan foreground(String... args) {
    var caller = ForegroundStyle.in(caller());
    var err = new FileOutputStream(FileDescriptor.err);
    var out = new Console(new FileOutputStream(FileDescriptor.out), err, caller);
    var console = new Console(err, err, caller);
    var session = new Session(caller, console, installation(caller), InstantSource.system());
    return Foreground.plan(session, out, Arrays.asList(args));
  }

  private static Caller caller() {
    var root = System.getProperty("troupe.root");
    var columns = System.getProperty("troupe.columns");
    return new Caller(
        System.getProperty("troupe.program", "troupe"),
        root == null ? null : Path.of(root),
        environment(),
        Path.of(System.getProperty("user.dir")),
        columns != null,
        columns(columns));
  }

  private static int columns(@Nullable String given) {
    try {
      int columns = given == null ? 0 : Integer.parseInt(given);
      return columns > 0 ? columns : Integer.MAX_VALUE;
    } catch (NumberFormatException _) {
      return Integer.MAX_VALUE;
    }
  }

  /**
   * The caller's environment. The launcher sets {@code LC_ALL} to a UTF-8 locale where the caller
   * has none, or Java would mangle arguments, variables and file names; that is undone here.
   */
  private static Map<String, String> environment() {
    var original = System.getProperty("troupe.lc_all");
    if (original == null) {
      return System.getenv();
    }
    var env = new HashMap<>(System.getenv());
    if (original.isEmpty()) {
      env.remove("LC_ALL");
    } else {
      env.put("LC_ALL", original);
    }
    return env;
  }

  private static Installation installation(Caller caller) {
    var archive = System.getProperty("troupe.daemon.archive");
    return new Installation(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        System.getProperty("troupe.daemon.classpath", System.getProperty("java.class.path")),
        caller.root() == null ? null : caller.root().resolve("conf/daemon.jvm"),
        archive == null ? null : Path.of(archive));
  }
}
