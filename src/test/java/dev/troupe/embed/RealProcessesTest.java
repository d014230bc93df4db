package dev.troupe.embed;

import static dev.troupe.embed.Stage.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.troupe.embed.internal.Root;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.Event;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.LogLine;
import dev.troupe.supervision.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("os")
class RealProcessesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.load());
  private final TestProbe<Event> events = kit.createTestProbe(Event.class);
  private @TempDir Path folder;

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private Troupe spawn(TroupeSettings settings) {
    var dispatcher = DispatcherSelector.fromConfig(settings.dispatcher());
    return Troupe.of(kit.spawn(TroupeSupervisor.create(settings), dispatcher), kit.system());
  }

  private TroupeSettings settings() {
    return TroupeSettings.create(kit.system());
  }

  private static AppDeclaration sleeper(int instances) {
    return AppDeclaration.of("sleeper", "/bin/sleep").args("1000").instances(instances);
  }

  private static List<Long> pids(List<AppSnapshot> apps) {
    return apps.stream()
        .flatMap(app -> app.instances().stream())
        .map(InstanceSnapshot::pid)
        .filter(Objects::nonNull)
        .toList();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  private void breakSupervisor(Troupe troupe) throws Exception {
    var parts =
        await(
            AskPattern.<TroupeSupervisor.Command, Root.Parts>ask(
                troupe.supervisor(), Root.GetParts::new, PATIENCE, kit.system().scheduler()));
    parts.supervisor().tell(new Supervisor.Stop(Stage.nothing(), kit.system().ignoreRef()));
  }

  private static List<Path> left() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("troupe-"))
          .filter(file -> Files.exists(file.resolve("pipes")))
          .toList();
    }
  }

  @Test
  void leavesNeitherFileNorProcessBehind() throws Exception {
    var before = left();
    var troupe = spawn(settings().withCwd(folder));
    var pids = pids(await(troupe.start(sleeper(3))).orThrow());
    assertThat(pids).hasSize(3).allMatch(RealProcessesTest::isAlive);
    assertThat(left()).hasSize(before.size() + 1);
    await(troupe.shutdown()).orThrow();
    events.awaitAssert(PATIENCE, () -> assertThat(left()).isEqualTo(before));
    assertThat(pids).noneMatch(RealProcessesTest::isAlive);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void bringsLinesAndTheExactEndOfAProcess() throws Exception {
    var troupe = spawn(settings());
    var lines = kit.createTestProbe(LogLine.class);
    troupe.logs().runForeach(line -> lines.ref().tell(line), kit.system());
    troupe.events().runForeach(event -> events.ref().tell(event), kit.system());
    troupe.start(AppDeclaration.of("job", "echo hello; exit 7").autorestart(false));
    assertThat(lines.receiveMessage(PATIENCE).text()).isEqualTo("hello");
    events.awaitAssert(
        PATIENCE,
        () ->
            assertThat(events.receiveMessage(PATIENCE))
                .isInstanceOfSatisfying(
                    Event.Exited.class,
                    exited -> assertThat(exited.status()).isEqualTo(new ExitStatus.Exited(7))));
  }

  @Test
  void aSupervisorThatFailsIsFollowedByOneWithTheSameProcesses() throws Exception {
    var troupe = spawn(settings());
    var lines = kit.createTestProbe(LogLine.class);
    troupe.logs().runForeach(line -> lines.ref().tell(line), kit.system());
    var loop = "while read line; do [ \"$line\" = bye ] && exit 5; echo \"$line\"; done";
    var pids = pids(await(troupe.start(AppDeclaration.of("echo", loop))).orThrow());
    await(troupe.sendLine("echo", "one")).orThrow();
    assertThat(lines.receiveMessage(PATIENCE).text()).isEqualTo("one");
    breakSupervisor(troupe);
    events.awaitAssert(PATIENCE, () -> assertThat(pids(await(troupe.list()))).isEqualTo(pids));

    await(troupe.sendLine("echo", "two")).orThrow();
    assertThat(lines.receiveMessage(PATIENCE).text()).isEqualTo("two");
    troupe.events().runForeach(event -> events.ref().tell(event), kit.system());
    await(troupe.sendLine("echo", "bye")).orThrow();
    assertThat(((Event.Exited) events.receiveMessage(PATIENCE)).status())
        .isEqualTo(new ExitStatus.Exited(5));
    await(troupe.delete("all")).orThrow();
  }

  @Test
  void severalSupervisorsWithHomesOfTheirOwnLiveSideBySide() throws Exception {
    var homes = Stream.of("one", "two").map(folder::resolve).toList();
    var troupes = homes.stream().map(home -> spawn(settings().withHome(home))).toList();
    for (var troupe : troupes) {
      await(troupe.start(sleeper(2), AppDeclaration.of("talker", "echo hi; exec sleep 1000")))
          .orThrow();
    }
    for (var home : homes) {
      assertThat(home.resolve("state.json")).isRegularFile();
      events.awaitAssert(
          PATIENCE, () -> assertThat(home.resolve("logs/talker-out.log")).hasContent("hi"));
    }
    await(troupes.getFirst().delete("sleeper")).orThrow();
    assertThat(pids(await(troupes.getLast().list("sleeper")))).hasSize(2);
    for (var troupe : troupes) {
      await(troupe.shutdown()).orThrow();
    }
  }

  @Test
  void theEndOfTheActorSystemIsTheEndOfTheProcesses() throws Exception {
    var host = ActorTestKit.create(ConfigFactory.load());
    var troupe = Troupe.get(host.system());
    var pids = pids(await(troupe.start(sleeper(2))).orThrow());
    host.shutdownTestKit();
    assertThat(pids).hasSize(2).noneMatch(RealProcessesTest::isAlive);
  }
}
