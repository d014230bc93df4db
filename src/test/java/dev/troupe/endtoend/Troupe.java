package dev.troupe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A user at the command line, with a home of their own: real commands, a real daemon, real apps.
 */
final class Troupe {
  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path home;
  private final Path cwd;
  private final List<String> prefix;

  /**
   * @param folder holds home and whatever the test writes
   */
  Troupe(Path folder) {
    this(folder, folder.resolve("home"), List.of());
  }

  /**
   * @param folder where commands are run
   * @param prefix what goes before each command
   */
  Troupe(Path folder, Path home, List<String> prefix) {
    this.home = home;
    this.cwd = folder;
    this.prefix = prefix;
  }

  /** What a command printed and how it ended. */
  record Result(int exitCode, String out, String err) {
    Result succeeds() {
      assertThat(exitCode).as("%s%n%s", out, err).isZero();
      return this;
    }

    /** Exit code 1, and one line that says why. */
    String fails() {
      assertThat(exitCode).as("%s%n%s", out, err).isEqualTo(1);
      assertThat(err.strip().lines()).as(err).hasSize(1);
      return err.strip();
    }
  }

  Path home() {
    return home;
  }

  Result run(String... words) throws IOException, InterruptedException {
    return runIn(cwd, words);
  }

  Result runIn(Path folder, String... words) throws IOException, InterruptedException {
    var out = Files.createTempFile("troupe", ".out");
    var err = Files.createTempFile("troupe", ".err");
    try {
      var process = start(folder, out, err, words);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(String.join(" ", words)).isTrue();
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  Process start(Path folder, Path out, Path err, String... words) throws IOException {
    var command = new ArrayList<>(command());
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment());
    return builder.start();
  }

  /** What runs a command, its words left out. */
  List<String> command() {
    var command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dtroupe.root=" + ROOT));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.troupe.Main"));
    return List.copyOf(command);
  }

  /** Variables of each command. */
  Map<String, String> environment() {
    return Map.of("TROUPE_HOME", home.toString(), "TROUPE_HTTP_PORT", "0", "NO_COLOR", "1");
  }

  /** The units that {@code jlist} shows. */
  List<Unit> list() throws IOException, InterruptedException {
    return JSON.std.listFrom(run("jlist").succeeds().out()).stream()
        .map(unit -> Unit.of((Map<?, ?>) unit))
        .toList();
  }

  Unit unit(String name) throws IOException, InterruptedException {
    return list().stream().filter(unit -> unit.name().equals(name)).findFirst().orElseThrow();
  }

  /** Waits until {@code jlist} shows the app in a state. */
  Unit awaits(String name, String status) throws IOException, InterruptedException {
    var deadline = Instant.now().plus(PATIENCE);
    var unit = unit(name);
    while (!unit.status().equals(status)) {
      assertThat(Instant.now()).as("%s is %s", name, unit.status()).isBefore(deadline);
      unit = unit(name);
    }
    return unit;
  }

  /** Waits until something holds. */
  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    var deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as(what).isBefore(deadline);
      Thread.sleep(10);
    }
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

  long daemon() throws IOException {
    return Long.parseLong(Files.readString(home.resolve("pm2.pid")).strip());
  }

  Path write(String name, String text) throws IOException {
    var file = cwd.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return file;
  }

  String log(String name) throws IOException {
    return Files.readString(home.resolve("logs").resolve(name));
  }

  /** Ends the daemon and shows that nothing is left of it. */
  void close() throws IOException, InterruptedException {
    run("kill").succeeds();
    assertThat(home.resolve("pm2.pid")).doesNotExist();
    assertThat(home.resolve("troupe.sock")).doesNotExist();
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
