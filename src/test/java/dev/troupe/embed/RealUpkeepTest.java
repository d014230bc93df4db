package dev.troupe.embed;

import static dev.troupe.embed.Stage.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.troupe.model.InstanceSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watched files and commands of apps, with real ones. */
@Tag("os")
class RealUpkeepTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_CHANGES = Duration.ofSeconds(2);

  private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.load());
  private final TestProbe<Object> probe = kit.createTestProbe(Object.class);
  private @TempDir Path folder;

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private Troupe start(AppDeclaration app) throws Exception {
    var settings = TroupeSettings.create(kit.system()).withCwd(folder);
    var dispatcher = DispatcherSelector.fromConfig(settings.dispatcher());
    var troupe = Troupe.of(kit.spawn(TroupeSupervisor.create(settings), dispatcher), kit.system());
    await(troupe.start(app)).orThrow();
    return troupe;
  }

  private static InstanceSnapshot instance(Troupe troupe) throws Exception {
    return Stage.instances(troupe).getFirst();
  }

  private static boolean isWatched() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("troupe-watch"));
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  @Test
  void aChangedFileStartsItsAppAnewAndNobodyWatchesWhenTheSupervisorHasEnded() throws Exception {
    var file = Files.writeString(folder.resolve("settings.txt"), "one");
    var troupe = start(AppDeclaration.of("sleeper", "/bin/sleep").args("1000").with("watch", true));
    long first = Objects.requireNonNull(instance(troupe).pid());
    probe.awaitAssert(PATIENCE, () -> assertThat(isWatched()).isTrue());
    // The folder is registered a moment after the thread has begun: the file changes until that is
    // seen, with pauses, since an app is left alone as long as its files change.
    probe.awaitAssert(
        PATIENCE,
        BETWEEN_CHANGES,
        () -> {
          Files.writeString(file, Files.readString(file) + "+");
          return assertThat(instance(troupe).restarts()).isPositive();
        });
    assertThat(isAlive(first)).isFalse();
    await(troupe.shutdown()).orThrow();
    probe.awaitAssert(PATIENCE, () -> assertThat(isWatched()).isFalse());
  }

  @Test
  void aCrashRunsTheCommandOfItsAppWhichEndsWithTheSupervisor() throws Exception {
    var told = folder.resolve("told");
    var troupe =
        start(
            AppDeclaration.of("job", "exit 7")
                .autorestart(false)
                .with(
                    "on_crash",
                    "echo $TROUPE_APP $TROUPE_EXIT_CODE $$ > %s.new; mv %s.new %s; exec sleep 1000"
                        .formatted(told, told, told)));
    probe.awaitAssert(PATIENCE, () -> assertThat(told).exists());
    var words = Files.readString(told).strip().split(" ");
    assertThat(words).startsWith("job", "7");
    long hook = Long.parseLong(words[2]);
    assertThat(isAlive(hook)).isTrue();
    await(troupe.shutdown()).orThrow();
    probe.awaitAssert(PATIENCE, () -> assertThat(isAlive(hook)).isFalse());
  }
}
