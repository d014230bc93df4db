package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.PortHolder;
import dev.troupe.config.AppSpecReader;
import dev.troupe.config.Context;
import dev.troupe.config.ReadResult;
import dev.troupe.model.AppSpec;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import dev.troupe.model.Instruments;
import dev.troupe.model.PastExit;
import dev.troupe.model.Trouble;
import dev.troupe.model.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Port 8080 is held by pid 13. */
class DiagnosisTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");
  private static final Trouble.Holder HOLDER = new Trouble.Holder(13, "node /srv/server.js");
  private static final String LINE = "Error: listen EADDRINUSE: address already in use :::8080";

  private @TempDir Path folder;
  private AppSpec app;
  private Diagnosis diagnosis;

  @BeforeEach
  void takeThePort() throws IOException {
    var proc = folder.resolve("proc");
    var fds = Files.createDirectories(proc.resolve("13/fd"));
    Files.createDirectories(proc.resolve("net"));
    Files.writeString(
        proc.resolve("net/tcp"),
        "head\n   0: 00000000:1F90 00000000:0000 0A 0:0 0:0 0 0 0 78 1 0 100 0 0 10 0\n");
    Files.createSymbolicLink(fds.resolve("3"), Path.of("socket:[78]"));
    Files.writeString(proc.resolve("13/cmdline"), "node\0/srv/server.js\0");
    app = app();
    diagnosis = new Diagnosis(new PortHolder(proc));
  }

  private AppSpec app() {
    var env = Map.of("PATH", System.getenv("PATH"));
    var declaration = Map.<String, Object>of("script", "sleep", "name", "sleep");
    var read = AppSpecReader.read(List.of(declaration), new Context(folder, env, 1, folder, null));
    return ((ReadResult.Accepted) read).apps().getFirst();
  }

  private static InstanceSnapshot instance(
      InstanceState state, @Nullable String problem, PastExit... exits) {
    return new InstanceSnapshot(
        0,
        0,
        "u",
        state,
        null,
        NOW,
        NOW,
        1,
        0,
        null,
        null,
        problem,
        Usage.NONE,
        true,
        null,
        null,
        null,
        List.of(exits),
        Instruments.NONE,
        null,
        null);
  }

  private Trouble of(@Nullable String problem, String... lines) {
    return diagnosis.of(
        app, instance(InstanceState.ERRORED, problem), "/log", List.of(lines), null);
  }

  private static boolean isTrouble(InstanceState state, PastExit... exits) {
    return Trouble.isIn(instance(state, null, exits), NOW);
  }

  private static PastExit exit(int secondsAgo, int code) {
    return new PastExit(
        NOW.minusSeconds(secondsAgo), Duration.ofMillis(300), new ExitStatus.Exited(code));
  }

  @Test
  void namesTheHolderOfThePortThatTheAppWanted() {
    assertThat(of(null, "booting", LINE, "    at Server.listen"))
        .isEqualTo(
            new Trouble(0, "/log", List.of("booting", LINE, "    at Server.listen"), 8080, HOLDER));
  }

  @Test
  void aDeclaredSocketThatCannotBeOpenedIsExplainedWithoutALineOfTheApp() {
    assertThat(of("cannot listen on port 8080: Address already in use"))
        .isEqualTo(new Trouble(0, "/log", List.of(), 8080, HOLDER));
  }

  @Test
  void keepsTheLastTwentyLines() {
    var lines = IntStream.range(0, 60).mapToObj(n -> "line " + n).toArray(String[]::new);
    assertThat(of(null, lines).lines()).hasSize(20).endsWith("line 59");
    assertThat(of(null, lines).port()).isNull();
  }

  @Test
  void whatDoesNotRunIsInTrouble() {
    assertThat(isTrouble(InstanceState.ERRORED)).isTrue();
    assertThat(isTrouble(InstanceState.WAITING_RESTART)).isTrue();
    assertThat(isTrouble(InstanceState.ONLINE)).isFalse();
  }

  @Test
  void aLoopOfCrashesIsTroubleEvenWhileTheNextProcessRuns() {
    assertThat(isTrouble(InstanceState.ONLINE, exit(3, 1))).isTrue();
  }

  @Test
  void whatEndedWellOrLongAgoIsNone() {
    assertThat(isTrouble(InstanceState.ONLINE, exit(3, 0))).isFalse();
    assertThat(isTrouble(InstanceState.ONLINE, exit(60, 1))).isFalse();
    assertThat(isTrouble(InstanceState.STOPPED, exit(3, 1))).isFalse();
  }
}
