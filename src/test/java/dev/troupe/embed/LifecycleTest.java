package dev.troupe.embed;

import static dev.troupe.embed.Stage.await;
import static dev.troupe.embed.Stage.instances;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.embed.internal.Root;
import dev.troupe.model.Dependency;
import dev.troupe.model.Event;
import dev.troupe.model.LogLine;
import dev.troupe.supervision.Supervisor;
import dev.troupe.testkit.ScriptedChild;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {
  private final Stage stage = new Stage();
  private @TempDir Path home;

  @AfterEach
  void end() {
    stage.close();
  }

  private static AppDeclaration worker() {
    return AppDeclaration.of("worker", "worker.py");
  }

  private TroupeSettings settings() {
    return TroupeSettings.create(stage.kit.system());
  }

  /** It gets a message that it cannot understand. */
  static void breakSupervisor(Stage stage, Troupe troupe) throws Exception {
    var system = stage.kit.system();
    var parts =
        await(
            AskPattern.<TroupeSupervisor.Command, Root.Parts>ask(
                troupe.supervisor(), Root.GetParts::new, Stage.PATIENCE, system.scheduler()));
    parts.supervisor().tell(new Supervisor.Stop(Stage.nothing(), system.ignoreRef()));
  }

  private static List<ScriptedChild> children(Stage stage, int count) {
    return Stream.generate(stage.launcher::nextChild).limit(count).toList();
  }

  @Test
  void aSupervisorThatFailsIsFollowedByOneWithTheSameChildren() throws Exception {
    var troupe = stage.listened(stage.testKit.spawn());
    var lines = stage.kit.createTestProbe(LogLine.class);
    troupe.logs().runForeach(line -> lines.ref().tell(line), stage.kit.system());
    await(troupe.start(worker().instances(3)));
    var before = instances(troupe);
    var children = children(stage, 3);
    breakSupervisor(stage, troupe);
    stage.events.awaitAssert(Stage.PATIENCE, () -> assertThat(instances(troupe)).isEqualTo(before));
    assertThat(children).allMatch(child -> child.isRunning() && child.received().isEmpty());

    children.getFirst().prints("still here");
    assertThat(lines.receiveMessage(Stage.PATIENCE).text()).isEqualTo("still here");
    children.getFirst().exits(1);
    stage.hears(Event.Exited.class);
    assertThat(stage.launcher.nextChild().slot()).isEqualTo(children.getFirst().slot());
    await(troupe.stop("worker")).orThrow();
    assertThat(stage.launcher.running()).isEmpty();
  }

  @Test
  void aRestartedActorGoesOnWithTheSameChildren() throws Exception {
    var restarted =
        Behaviors.supervise(stage.testKit.supervisor(settings()))
            .onFailure(SupervisorStrategy.restart());
    var troupe = Troupe.of(stage.kit.spawn(restarted), stage.kit.system());
    await(troupe.start(worker().instances(2)));
    var before = instances(troupe);
    var children = children(stage, 2);
    troupe.supervisor().tell(new TroupeSupervisor.AwaitStart(Stage.nothing()));
    stage.events.awaitAssert(Stage.PATIENCE, () -> assertThat(instances(troupe)).isEqualTo(before));
    assertThat(children).allMatch(child -> child.isRunning() && child.received().isEmpty());
  }

  @Test
  void goesOnWithWhatAnEarlierProcessHasLeftInTheHome() throws Exception {
    var apps = List.of(worker().instances(2));
    var atHome = settings().withHome(home).withApps(apps);
    var first = stage.testKit.spawn(atHome);
    await(first.started()).orThrow();
    var before = instances(first);
    var children = children(stage, 2);
    children.forEach(ScriptedChild::obeys);
    stage.kit.stop(first.supervisor());

    var second = stage.testKit.spawn(atHome);
    await(second.started()).orThrow();
    assertThat(instances(second)).isEqualTo(before);
    assertThat(stage.launcher.running()).isEqualTo(children);
    children.forEach(child -> child.obeys("SIGINT"));
  }

  @Test
  void bringsWhatItFindsToWhatIsWantedNow() throws Exception {
    var first = stage.testKit.spawn(settings().withHome(home).withApps(List.of(worker())));
    await(first.started()).orThrow();
    stage.launcher.nextChild().obeys("SIGINT");
    stage.kit.stop(first.supervisor());

    var changed = List.of(worker().args("--new"), AppDeclaration.of("other", "o.py"));
    var second = stage.testKit.spawn(settings().withHome(home).withApps(changed));
    await(second.started()).orThrow();
    assertThat(stage.launcher.running("worker").getFirst().args()).containsExactly("--new");
    assertThat(stage.launcher.running("other")).hasSize(1);
  }

  @Test
  void refusesAHomeInWhichAnotherWorks() throws Exception {
    var first = stage.testKit.spawn(settings().withHome(home));
    await(first.started()).orThrow();
    var second = stage.testKit.spawn(settings().withHome(home).withApps(List.of(worker())));
    assertThat(await(second.started())).isInstanceOf(Answer.Conflict.class);
    assertThat(await(second.restart("all")).toString()).contains(home + " is in use");
  }

  @Test
  void theHostsShutdownEndsAppsBeforeThoseTheyDependOn() throws Exception {
    var troupe = stage.testKit.spawn();
    await(
        troupe.start(
            AppDeclaration.of("web", "w.py").dependsOn("db", Dependency.Condition.STARTED),
            AppDeclaration.of("db", "d.py")));
    var web = stage.launcher.running("web").getFirst();
    var database = stage.launcher.running("db").getFirst();
    web.obeys();
    var ended =
        CoordinatedShutdown.get(stage.kit.system()).runAll(CoordinatedShutdown.unknownReason());
    stage.events.awaitAssert(
        Stage.PATIENCE, () -> assertThat(web.received()).containsExactly("SIGINT"));
    assertThat(database.received()).isEmpty();
    web.exits(0);
    await(ended);
    assertThat(database.received()).containsExactly("SIGINT");
    assertThat(stage.launcher.running()).isEmpty();
  }

  @Test
  void theShutdownsPhaseMayTakeAsLongAsTheAppsMay() {
    var allowed =
        CoordinatedShutdown.get(stage.kit.system())
            .timeout(settings().shutdownPhase().orElseThrow());
    assertThat(allowed.toMillis()).isGreaterThan(settings().shutdownTimeout().toMillis());
  }
}
