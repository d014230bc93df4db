package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A user's home with a real daemon, whose commands run in the JVM of the test: without a JVM for
 * each, a test of many commands takes seconds.
 */
public final class HomeWithDaemon implements AutoCloseable {
  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String program;
  private final Path folder;
  private final Path home;
  private final Map<String, String> env;

  /**
   * Of a user who says {@code pm2} and has no variables but {@code PATH}.
   *
   * @param folder where commands are run; home is made in it
   */
  public HomeWithDaemon(Path folder) {
    this("pm2", folder, folder.resolve("home"), Map.of("PATH", System.getenv("PATH")));
  }

  /**
   * @param program the name by which commands are called
   * @param home made by the first command; relative to the folder
   * @param env variables of each command; home comes on top
   */
  public HomeWithDaemon(String program, Path folder, Path home, Map<String, String> env) {
    this.program = program;
    this.folder = folder;
    this.home = home;
    this.env = Map.copyOf(env);
  }

  /** What came of a command. */
  public record Result(int exitCode, String out, String err) {
    /** The same if the exit code was 0. */
    public Result succeeds() {
      assertThat(exitCode).as("%s%n%s", out, err).isZero();
      return this;
    }

    /** The one line that says why, if the exit code was 1. */
    public String fails() {
      assertThat(exitCode).as("%s%n%s", out, err).isEqualTo(1);
      assertThat(err.strip().lines()).as(err).hasSize(1);
      return err.strip();
    }
  }

  public Path home() {
    return home;
  }

  /** Writes a file beside the home. */
  public Path write(String name, String text) {
    try {
      var file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is in a log file; nothing if there is none. */
  public String log(String name) {
    try {
      var file = home.resolve("logs").resolve(name);
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Result run(String... words) {
    return run(Map.of(), "", words);
  }

  /**
   * Runs a command, not on a terminal.
   *
   * @param more variables besides those every command gets
   * @param typed its standard input
   */
  public Result run(Map<String, String> more, String typed, String... words) {
    return run(folder, more, typed, words);
  }

  /** Runs a command in another folder. */
  public Result runIn(Path cwd, String... words) {
    return run(cwd, Map.of(), "", words);
  }

  private Result run(Path cwd, Map<String, String> more, String typed, String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var variables = new HashMap<>(env);
    variables.put("TROUPE_HOME", home.toString());
    variables.putAll(more);
    var caller = new Caller(program, ROOT, variables, cwd, false, Integer.MAX_VALUE);
    var session =
        new Session(
            caller,
            new Console(out, err, caller),
            TestedBuild.get().installation(),
            InstantSource.system(),
            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
    int exitCode = new Cli(session).run(words);
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Waits until something holds. */
  public static void await(String what, BooleanSupplier condition) throws InterruptedException {
    var deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as(what).isBefore(deadline);
      Thread.sleep(10);
    }
  }

  /** Ends the daemon and shows that nothing is left of it. */
  @Override
  public void close() {
    run("kill").succeeds();
    assertThat(home.resolve("pm2.pid")).doesNotExist();
    assertThat(home.resolve("troupe.sock")).doesNotExist();
  }
}
