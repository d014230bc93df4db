package dev.troupe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.troupe.cli.HomeWithDaemon;
import dev.troupe.cli.HomeWithDaemon.Result;
import dev.troupe.cli.TestedBuild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A user at the command line, with a home of their own: a real daemon, real apps. */
final class Troupe {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path home;
  private final Path cwd;
  private final HomeWithDaemon user;

  /**
   * @param folder holds home and whatever the test writes
   */
  Troupe(Path folder) {
    this(folder, folder.resolve("home"));
  }

  /**
   * @param folder where commands are run
   * @param home relative to the folder
   */
  Troupe(Path folder, Path home) {
    this.home = home;
    this.cwd = folder;
    var env = new HashMap<>(System.getenv());
    env.putAll(environment());
    this.user = new HomeWithDaemon("troupe", folder, home, env);
  }

  Path home() {
    return home;
  }

  /** Runs a command, in the JVM of the test. */
  Result run(String... words) {
    return user.run(words);
  }

  /** The same with further variables. */
  Result runWith(Map<String, String> variables, String... words) {
    return user.run(variables, "", words);
  }

  Result runIn(Path folder, String... words) {
    return user.runIn(folder, words);
  }

  /** Runs a command in a JVM of its own. */
  Result runApart(List<String> prefix, String... words) throws IOException, InterruptedException {
    var out = Files.createTempFile("troupe", ".out");
    var err = Files.createTempFile("troupe", ".err");
    try {
      var process = start(prefix, out, err, words);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(String.join(" ", words)).isTrue();
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** Starts a command in a JVM of its own. */
  Process start(Path out, Path err, String... words) throws IOException {
    return start(List.of(), out, err, words);
  }

  private Process start(List<String> prefix, Path out, Path err, String... words)
      throws IOException {
    var command = new ArrayList<>(prefix);
    command.addAll(TestedBuild.command());
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command);
    builder.directory(cwd.toFile());
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment());
    return builder.start();
  }

  /** Variables of each command. */
  Map<String, String> environment() {
    return Map.of("TROUPE_HOME", home.toString(), "TROUPE_HTTP_PORT", "0", "NO_COLOR", "1");
  }

  /** The units that {@code jlist} shows. */
  List<Unit> list() {
    try {
      return JSON.std.listFrom(run("jlist").succeeds().out()).stream()
          .map(unit -> Unit.of((Map<?, ?>) unit))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Unit unit(String name) {
    return list().stream().filter(unit -> unit.name().equals(name)).findFirst().orElseThrow();
  }

  /** Waits until {@code jlist} shows the app in a state. */
  Unit awaits(String name, String status) throws InterruptedException {
    var deadline = Instant.now().plus(PATIENCE);
    var unit = unit(name);
    while (!unit.status().equals(status)) {
      assertThat(Instant.now()).as("%s is %s", name, unit.status()).isBefore(deadline);
      Thread.sleep(20);
      unit = unit(name);
    }
    return unit;
  }

  /** Waits until something holds. */
  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    HomeWithDaemon.await(what, condition);
  }

  /** Whether a process runs; one that has ended and waits for its parent does not. */
  static boolean lives(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Waits until a daemon is gone, all of it: as long as one of its threads has not ended, its
   * socket takes connections.
   */
  static void awaitEnd(long daemon) throws InterruptedException {
    await("daemon " + daemon + " ends", () -> ProcessHandle.of(daemon).isEmpty());
  }

  long daemon() throws IOException {
    return Long.parseLong(Files.readString(home.resolve("pm2.pid")).strip());
  }

  Path write(String name, String text) {
    return user.write(name, text);
  }

  String log(String name) throws IOException {
    return Files.readString(home.resolve("logs").resolve(name));
  }

  /** Ends the daemon and shows that nothing is left of it. */
  void close() {
    user.close();
  }

  /** One unit of {@code jlist}. */
  record Unit(String name, int id, long pid, String status, int restarts) {
    static Unit of(Map<?, ?> unit) {
      var env = (Map<?, ?>) unit.get("pm2_env");
      return new Unit(
          String.valueOf(unit.get("name")),
          number(unit.get("pm_id")).intValue(),
          number(unit.get("pid")).longValue(),
          String.valueOf(env == null ? null : env.get("status")),
          number(env == null ? null : env.get("restart_time")).intValue());
    }

    private static Number number(@Nullable Object value) {
      return value instanceof Number number ? number : 0;
    }
  }
}
