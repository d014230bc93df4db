package dev.troupe.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script in real Node processes. Each scenario of drain-parent.cjs ends by itself. */
@Tag("os")
class PreloadTest {
  @TempDir Path folder;

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(PreloadTest.class.getResource("/node/" + name)).toURI());
  }

  /** What the program has printed. Fails if it ends otherwise than well. */
  private String node(Map<String, String> env, String... arguments) throws Exception {
    var out = folder.resolve("out");
    var command = new ProcessBuilder(arguments);
    command.command().addFirst("node");
    command.environment().putAll(env);
    var process = command.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try {
      boolean hasEnded = process.waitFor(30, TimeUnit.SECONDS);
      assertThat(hasEnded).as(() -> read(out)).isTrue();
      assertThat(process.exitValue()).as(() -> read(out)).isZero();
    } finally {
      process.destroyForcibly();
    }
    return read(out);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8).strip();
    } catch (IOException e) {
      return e.toString();
    }
  }

  private Map<String, String> preloading() {
    var path = Preload.install(folder.resolve("a \"quoted\\ home"));
    return NodeEnvironment.of(Map.of("NODE_OPTIONS", "--no-warnings"), false, 0, path, false);
  }

  private String scenario(String name) throws Exception {
    var options = Objects.requireNonNull(preloading().get("NODE_OPTIONS"));
    return node(
        Map.of("PRELOADED_OPTIONS", options), resource("drain-parent.cjs").toString(), name);
  }

  @Test
  void isReadableForAllAndWrittenOnce() throws Exception {
    var path = Path.of(Preload.install(folder));
    var first = Files.getLastModifiedTime(path);
    assertThat(Files.getPosixFilePermissions(path))
        .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(Path.of(Preload.install(folder))).isEqualTo(path);
    assertThat(Files.getLastModifiedTime(path)).isEqualTo(first);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(path);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.cjs", "app.mjs"})
  void closesConnectionsOnceTheDaemonDrains(String app) throws Exception {
    assertThat(scenario(app)).isEqualTo("keep-alive keep-alive close");
  }

  @Test
  void closesAlsoWhatIsBeingAnswered() throws Exception {
    assertThat(scenario("in-flight")).isEqualTo("close");
  }

  @Test
  void waitsForClientsThatHaveJustBeenAskingAlthoughTheServerIsClosed() throws Exception {
    assertThat(scenario("returning")).isEqualTo("keep-alive close 0");
  }

  @Test
  void endsAlthoughAClientThatHasJustBeenAskingDoesNotComeBack() throws Exception {
    assertThat(scenario("absent")).isEqualTo("keep-alive 0");
  }

  @Test
  void waitsForNoClientThatHasBeenSilentForLong() throws Exception {
    assertThat(scenario("long-idle")).isEqualTo("keep-alive 0");
  }

  @Test
  void saysThatItIsDrainedOnceTheLastConnectionFromBeforeIsClosed() throws Exception {
    assertThat(scenario("drained")).isEqualTo("keep-alive waiting close drained");
  }

  @Test
  void saysAtOnceThatItIsDrainedIfItHasNoConnections() throws Exception {
    assertThat(scenario("nobody")).isEqualTo("drained");
  }

  @Test
  void saysAtOnceWhichNodeItIs() throws Exception {
    assertThat(scenario("runtime")).isEqualTo("this one");
  }

  @Test
  void forgetsConnectionsThatAreGone() throws Exception {
    assertThat(scenario("gone")).isEqualTo("keep-alive close");
  }

  @Test
  void letsAProcessEndThatHasNothingToDo() throws Exception {
    assertThat(scenario("idle")).isEqualTo("0");
  }

  @Test
  void isNotPassedOnToGrandchildren() throws Exception {
    assertThat(scenario("grandchild")).isEqualTo("--no-warnings");
  }

  @Test
  void worksWithoutAChannelAndInWorkerThreads() throws Exception {
    assertThat(node(preloading(), resource("threads.cjs").toString())).isEqualTo("thread 0");
  }
}
