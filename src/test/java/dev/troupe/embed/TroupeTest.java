package dev.troupe.embed;

import static dev.troupe.embed.Stage.await;
import static dev.troupe.embed.Stage.instances;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.troupe.model.Dependency;
import dev.troupe.model.Event;
import dev.troupe.model.InstanceState;
import dev.troupe.model.LogLine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TroupeTest {
  private final Stage stage = new Stage();
  private final Troupe troupe = stage.listened(stage.testKit.spawn());

  @AfterEach
  void end() {
    stage.close();
  }

  private static AppDeclaration worker() {
    return AppDeclaration.of("worker", "worker.py");
  }

  @Test
  void carriesOutWhatAnAppCanBeAskedFor() throws Exception {
    assertThat(await(troupe.start(worker().instances(2))).orThrow()).hasSize(1);
    await(troupe.scale("worker", 3)).orThrow();
    await(troupe.scaleBy("worker", -1)).orThrow();
    assertThat(instances(troupe)).hasSize(2);
    await(troupe.stop("worker")).orThrow();
    assertThat(instances(troupe)).allMatch(one -> one.state() == InstanceState.STOPPED);
    await(troupe.restart("worker")).orThrow();
    assertThat(await(troupe.reload("worker")).orThrow().getFirst().instances())
        .allMatch(one -> one.restarts() == 1);
    await(troupe.reset("all")).orThrow();
    await(troupe.delete("worker:0")).orThrow();
    assertThat(instances(troupe)).hasSize(1);
    await(troupe.delete("worker")).orThrow();
    assertThat(await(troupe.list())).isEmpty();
    assertThat(stage.launcher.running()).isEmpty();
  }

  @Test
  void refusesAnAppThatIsNotRightAndChangesNothing() throws Exception {
    var answer =
        await(
            troupe.start(worker(), AppDeclaration.of("bad", "x.py").with("max_restarts", "many")));
    assertThat(answer).isInstanceOf(Answer.Invalid.class);
    assertThat(((Answer.Invalid) answer).reasons())
        .singleElement()
        .asString()
        .contains("max_restarts")
        .contains("many")
        .contains(";");
    assertThat(await(troupe.list())).isEmpty();
    assertThatThrownBy(answer::orThrow)
        .isInstanceOf(TroupeException.class)
        .hasMessageContaining("max_restarts");
  }

  @Test
  void saysThatNothingIsMeant() throws Exception {
    assertThat(await(troupe.stop("nobody"))).isEqualTo(new Answer.NotFound("nobody"));
    assertThat(await(troupe.list("nobody"))).isEmpty();
  }

  @Test
  void refusesATargetThatIsNull() throws Exception {
    assertThat(await(troupe.stop(Stage.nothing()))).isInstanceOf(Answer.Invalid.class);
    assertThat(await(troupe.isAlive())).isTrue();
  }

  @Test
  void startsAppsAfterThoseTheyDependOn() throws Exception {
    var web = AppDeclaration.of("web", "w.py").dependsOn("db", Dependency.Condition.READY);
    var database = AppDeclaration.of("db", "d.py").readyByLog("ready");
    var started = troupe.start(web, database);
    var first = stage.launcher.nextChild();
    assertThat(first.app()).isEqualTo("db");
    assertThat(await(troupe.isReady())).isFalse();
    first.prints("ready");
    assertThat(stage.launcher.nextChild().app()).isEqualTo("web");
    await(started).orThrow();
    assertThat(await(troupe.isReady())).isTrue();
  }

  @Test
  void tellsOfACrash() throws Exception {
    await(troupe.start(worker()));
    stage.launcher.nextChild().isKilledBy("SIGSEGV");
    assertThat(stage.hears(Event.Exited.class).app()).isEqualTo("worker");
    assertThat(stage.launcher.nextChild().isRunning()).isTrue();
  }

  @Test
  void streamsTheLinesOfOneAppOnly() throws Exception {
    var lines = stage.kit.createTestProbe(LogLine.class);
    troupe.logs("other").runForeach(line -> lines.ref().tell(line), stage.kit.system());
    await(troupe.start(worker(), AppDeclaration.of("other", "o.py")));
    stage.launcher.running("worker").getFirst().prints("no");
    stage.launcher.running("other").getFirst().printsError("yes");
    assertThat(lines.receiveMessage(Stage.PATIENCE).text()).isEqualTo("yes");
  }

  @Test
  void endsAllStreamsWithTheSupervisorAfterTheLastEvent() throws Exception {
    var events = troupe.events().runWith(Sink.seq(), stage.kit.system());
    var lines = troupe.logs().runWith(Sink.seq(), stage.kit.system());
    await(troupe.start(worker()));
    await(troupe.shutdown()).orThrow();
    assertThat(await(events)).last().isInstanceOf(Event.Deleted.class);
    assertThat(await(lines)).isEmpty();
    assertThat(stage.launcher.running()).isEmpty();
  }

  @Test
  void aSubscriberThatHangsHoldsUpNobody() throws Exception {
    var hanging = new CountDownLatch(1);
    troupe.events().runForeach(_ -> hanging.await(), stage.kit.system());
    troupe.logs().runForeach(_ -> hanging.await(), stage.kit.system());
    try {
      await(troupe.start(worker().instances(50)));
      for (int i = 0; i < 20; i++) {
        stage.launcher.running().forEach(child -> child.prints("x".repeat(10_000)));
        await(troupe.restart("worker")).orThrow();
      }
      assertThat(instances(troupe)).hasSize(50);
    } finally {
      hanging.countDown();
    }
  }

  @Test
  void isInTheReceptionist() {
    var listing = stage.kit.createTestProbe(Receptionist.Listing.class);
    listing.awaitAssert(
        Stage.PATIENCE,
        () -> {
          stage
              .kit
              .system()
              .receptionist()
              .tell(Receptionist.find(TroupeSupervisor.SERVICE_KEY, listing.ref()));
          return assertThat(
                  listing
                      .receiveMessage(Stage.PATIENCE)
                      .getServiceInstances(TroupeSupervisor.SERVICE_KEY))
              .contains(troupe.supervisor());
        });
  }

  @Test
  void beginsWithTheAppsOfItsSettings() throws Exception {
    var settings =
        TroupeSettings.create(stage.kit.system()).withApps(List.of(worker().instances(2)));
    var other = stage.testKit.spawn(settings);
    assertThat(await(other.started()).orThrow().getFirst().instances()).hasSize(2);
    assertThat(await(other.isReady())).isTrue();
  }

  @Test
  void isNotReadyIfItsFirstAppsWereRefused() throws Exception {
    var bad = worker().with("instances", "some");
    var other =
        stage.testKit.spawn(TroupeSettings.create(stage.kit.system()).withApps(List.of(bad)));
    assertThat(await(other.started())).isInstanceOf(Answer.Invalid.class);
    assertThat(await(other.isReady())).isFalse();
    assertThat(await(other.isAlive())).isTrue();
  }

  @Test
  void startsWithTheSystemIfTheConfigurationSaysSo() throws Exception {
    var host =
        ActorTestKit.create(
            ConfigFactory.parseString(
                    "pekko.actor.typed.extensions += dev.troupe.embed.TroupeExtension")
                .withFallback(ConfigFactory.load())
                .resolve());
    try {
      assertThat(host.system().hasExtension(TroupeExtension.getInstance())).isTrue();
      assertThat(await(Troupe.get(host.system()).isAlive())).isTrue();
    } finally {
      host.shutdownTestKit();
    }
  }

  @Test
  void isTheOneOfTheSystemWithTheAppsOfItsConfiguration() throws Exception {
    var host =
        ActorTestKit.create(
            ConfigFactory.parseString(
                    "troupe.apps = [{ name = later, script = /bin/true, autostart = false }]")
                .withFallback(ConfigFactory.load()));
    try {
      var own = Troupe.get(host.system());
      assertThat(Troupe.get(host.system())).isSameAs(own);
      await(own.started()).orThrow();
      assertThat(await(own.list("later"))).hasSize(1);
    } finally {
      host.shutdownTestKit();
    }
  }

  @Test
  void refusesASettingWithItsPlaceAndARemedy() {
    var wrong =
        ConfigFactory.parseString("embed.engine = fast")
            .withFallback(stage.kit.system().settings().config().getConfig("troupe"));
    assertThatThrownBy(() -> TroupeSettings.of(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("troupe.embed.engine: fast is not one of auto, linux, portable");
    assertThatThrownBy(
            () ->
                TroupeSettings.create(stage.kit.system())
                    .withShutdownTimeout(Duration.ofSeconds(-1)))
        .hasMessageContaining("troupe.embed.shutdown-timeout");
  }
}
