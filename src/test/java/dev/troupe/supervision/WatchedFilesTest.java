package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Program;
import dev.troupe.model.RestartReason.Cause;
import dev.troupe.model.Watch;
import dev.troupe.os.ChildFiles;
import dev.troupe.os.watch.NativeFileWatcher;
import dev.troupe.supervision.ports.Ports;
import dev.troupe.supervision.saved.Ledger;
import dev.troupe.supervision.surroundings.Surroundings;
import dev.troupe.supervision.surroundings.Upkeep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do to real files, and how many restarts come of it. */
@Tag("os")
class WatchedFilesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** From the last change to the restart; long, since this machine may be busy. */
  private static final Duration DELAY = Duration.ofSeconds(1);

  private static final Path RSYNC = Path.of("/usr/bin/rsync");
  private static final int FILES = 1000;

  private final ActorTestKit kit = ActorTestKit.create();
  private final TestProbe<App.Command> app = kit.createTestProbe(App.Command.class);
  @TempDir Path folder;
  @TempDir Path elsewhere;

  @BeforeEach
  void watchTheFolder() throws IOException {
    var around =
        new Surroundings(
            new FakeMachine().machine(),
            new FakeMachine()::output,
            kit.<Ports.Command>createTestProbe().ref(),
            InstantSource.system(),
            ForkJoinPool.commonPool(),
            Duration.ofMinutes(5),
            new ChildFiles(folder, folder.resolve("run")),
            folder.toString(),
            2,
            _ -> {},
            Ledger.NONE,
            new Upkeep(ZoneOffset.UTC, new NativeFileWatcher()),
            _ -> {});
    var script = folder.resolve("a.js").toString();
    var program =
        new Program(script, List.of(), null, List.of(), folder.toString(), Map.of(), null, null);
    var spec =
        Specs.app("api", 1, folder)
            .with(
                draft -> {
                  draft.program = program;
                  draft.watch = new Watch(true, List.of(), List.of(), DELAY, Watch.Options.USUAL);
                });
    var owner = kit.createTestProbe(Supervisor.FromApp.class);
    kit.spawn(Caretaker.create(around, 0, spec, app.ref(), owner.ref()));
    awaitWatch();
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  /** Nothing tells when watching has begun but that a change is seen. */
  private void awaitWatch() throws IOException {
    var first = folder.resolve("first");
    for (int attempt = 0; Files.notExists(first) || !isTold(DELAY.multipliedBy(2)); attempt++) {
      Files.writeString(first, "" + attempt);
    }
  }

  private boolean isTold(Duration patience) {
    try {
      return app.receiveMessage(patience) != null;
    } catch (AssertionError _) {
      return false;
    }
  }

  /** The next restart, and what it is for. */
  private String restart() {
    var renewal = (App.RenewAll) app.receiveMessage(PATIENCE);
    assertThat(renewal.reason().cause()).isEqualTo(Cause.FILES);
    return renewal.reason().detail();
  }

  private void run(String... command) throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of(command));
    var process = new ProcessBuilder(words).directory(folder.toFile());
    process.redirectErrorStream(true).redirectOutput(folder.resolve(".out").toFile());
    assertThat(process.start().waitFor()).describedAs(String.join(" ", words)).isZero();
  }

  /** The next thing that is done shows that nothing more has come of the one before. */
  @Test
  void aSaveACopyOfManyFilesAndACheckoutCauseOneRestartEach() throws Exception {
    save("one\n");
    assertThat(restart()).contains("a.js");
    run("git", "init", "-q");
    commit();
    for (int file = 0; file < 100; file++) {
      Files.writeString(folder.resolve("g" + file + ".js"), "1");
    }
    commit();
    assertThat(restart()).contains("/g").contains("more changed");
    run("git", "checkout", "-q", "HEAD~1");
    assertThat(restart()).contains("/g").contains("more changed");
    copyThousand();
    assertThat(restart()).contains("/lib/").contains("more changed");
    save("two\n");
    assertThat(restart()).contains("a.js");
    Files.writeString(folder.resolve("last"), "");
    assertThat(restart()).isEqualTo(folder.resolve("last") + " changed");
  }

  private void commit() throws IOException, InterruptedException {
    run("git", "add", "-A");
    run("git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x");
  }

  /** By vim, or by what vim does: a rename, a new file, a delete. */
  private void save(String text) throws IOException, InterruptedException {
    var file = folder.resolve("a.js");
    if (Files.exists(file) && Files.isExecutable(Path.of("/usr/bin/vim"))) {
      run(
          "/usr/bin/vim",
          "-u",
          "NONE",
          "-es",
          "-c",
          "set writebackup backupcopy=no",
          "-c",
          "%s/.*/" + text.strip() + "/",
          "-c",
          "wq",
          "a.js");
      return;
    }
    Files.writeString(folder.resolve("4913"), "");
    Files.delete(folder.resolve("4913"));
    var backup = folder.resolve("a.js~");
    if (Files.exists(file)) {
      Files.move(file, backup);
    }
    Files.writeString(file, text);
    Files.deleteIfExists(backup);
  }

  /** By rsync, or by what rsync does: each file under a passing name, then renamed. */
  private void copyThousand() throws IOException, InterruptedException {
    var lib = Files.createDirectories(folder.resolve("lib"));
    if (Files.isExecutable(RSYNC)) {
      run(RSYNC.toString(), "-a", thousandFiles() + "/", lib + "/");
      return;
    }
    for (int file = 0; file < FILES; file++) {
      var passing = lib.resolve(".f%d.js.Xa3b9Q".formatted(file));
      Files.writeString(passing, "x".repeat(1000));
      Files.move(passing, lib.resolve("f" + file + ".js"), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private Path thousandFiles() throws IOException {
    for (int file = 0; file < FILES; file++) {
      Files.writeString(elsewhere.resolve("f" + file + ".js"), "x".repeat(1000));
    }
    return elsewhere;
  }
}
