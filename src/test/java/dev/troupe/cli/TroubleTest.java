package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.config.AppSpecReader;
import dev.troupe.config.Context;
import dev.troupe.config.ReadResult;
import dev.troupe.model.AppSpec;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import dev.troupe.model.Instruments;
import dev.troupe.model.PastExit;
import dev.troupe.model.Usage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Port 8080 is held by pid 13. The app has printed that it could not listen there. */
class TroubleTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");
  private static final String HOLDER = "port 8080 is held by pid 13: node /srv/server.js\n";

  private @TempDir Path folder;
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private AppSpec app;
  private Trouble trouble;

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
    var log = Files.createDirectories(folder.resolve("logs")).resolve("sleep-error.log");
    Files.writeString(log, "Error: listen EADDRINUSE: address already in use :::8080\n");
    var caller = new Caller("troupe", null, Map.of(), folder, false, 80);
    trouble = new Trouble(new Console(shown, shown, caller), new PortHolder(proc), NOW);
  }

  private AppSpec app() {
    var env = Map.of("PATH", System.getenv("PATH"));
    var declaration = Map.<String, Object>of("script", "sleep", "name", "sleep");
    var read = AppSpecReader.read(List.of(declaration), new Context(folder, env, 1, folder, null));
    return ((ReadResult.Accepted) read).apps().getFirst();
  }

  private String of(InstanceState state, @Nullable String problem, PastExit... exits) {
    trouble.show(
        app,
        new InstanceSnapshot(
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
            null));
    return shown.toString(StandardCharsets.UTF_8);
  }

  private static PastExit exit(int secondsAgo, int code) {
    return new PastExit(
        NOW.minusSeconds(secondsAgo), Duration.ofMillis(300), new ExitStatus.Exited(code));
  }

  @Test
  void showsTheLastLinesAndTheHolderOfThePortOfAnErroredInstance() {
    assertThat(of(InstanceState.ERRORED, null)).contains("Last lines of ", "EADDRINUSE", HOLDER);
  }

  @Test
  void aLoopOfCrashesIsTroubleEvenWhileTheNextProcessRuns() {
    assertThat(of(InstanceState.ONLINE, null, exit(3, 1))).contains("EADDRINUSE", HOLDER);
  }

  @Test
  void whatEndedWellOrLongAgoIsNone() {
    assertThat(of(InstanceState.ONLINE, null, exit(3, 0))).isEmpty();
    assertThat(of(InstanceState.ONLINE, null, exit(60, 1))).isEmpty();
    assertThat(of(InstanceState.STOPPED, null, exit(3, 1))).isEmpty();
  }

  @Test
  void aDeclaredSocketThatCannotBeOpenedIsExplainedWithoutALineOfTheApp() throws IOException {
    Files.delete(folder.resolve("logs/sleep-error.log"));
    var problem = "cannot listen on port 8080: Address already in use";
    assertThat(of(InstanceState.ERRORED, problem)).endsWith(HOLDER);
  }

  @Test
  void aRefusalThatNamesAPortIsExplained() {
    trouble.explain("so[0] cannot listen on port 8080: Address already in use");
    trouble.explain("so[0] is busy");
    assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("[Troupe][WARN] " + HOLDER);
  }
}
