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
 * each, a contract test of many commands takes seconds.
 */
public final class HomeWithDaemon implements AutoCloseable {
  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final Path home;

  /**
   * @param folder where commands are run; home is made in it
   */
  public HomeWithDaemon(Path folder) {
    this.folder = folder;
    this.home = folder.resolve("home");
    try {
      Files.createDirectories(home);
      Files.writeString(home.resolve("application.conf"), "troupe.http.port = 0\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What came of a command. */
  public record Result(int exitCode, String out, String err) {
    /** The same if the exit code was 0. */
    public Result succeeds() {
      assertThat(exitCode).as("%s%n%s", out, err).isZero();
      return this;
    }
  }

  public Path home() {
    return home;
  }

  /** Writes a file beside the home. */
  public Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is in a log file. */
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
   * Runs a command as {@code pm2}, not on a terminal.
   *
   * @param more variables besides those every command gets
   * @param typed its standard input
   */
  public Result run(Map<String, String> more, String typed, String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exitCode = new Cli(session(more, typed, out, err)).run(words);
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Session session(
      Map<String, String> more,
      String typed,
      ByteArrayOutputStream out,
      ByteArrayOutputStream err) {
    var env = new HashMap<>(Map.of("PATH", System.getenv("PATH")));
    env.put("TROUPE_HOME", home.toString());
    env.putAll(more);
    var caller = new Caller("pm2", ROOT, env, folder, false, Integer.MAX_VALUE);
    var installation =
        new Installation(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("java.class.path"),
            ROOT.resolve("conf/daemon.jvm"),
            null);
    return new Session(
        caller,
        new Console(out, err, caller),
        installation,
        InstantSource.system(),
        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
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
  }
}
