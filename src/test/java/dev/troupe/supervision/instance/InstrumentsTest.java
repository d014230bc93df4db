package dev.troupe.supervision.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Event;
import dev.troupe.model.ExecMode;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import dev.troupe.model.Instruments;
import dev.troupe.node.Telemetry;
import dev.troupe.supervision.Specs;
import dev.troupe.supervision.instance.Instance.Reply;
import dev.troupe.supervision.link.NodeLink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Node child shows of its inside, and the actions it offers. */
class InstrumentsTest {
  private final InstanceKit kit = new InstanceKit();
  private @TempDir Path folder;

  @BeforeEach
  void start() {
    kit.bears(Specs.node(ExecMode.FORK, Specs.app("api", 1, folder)));
    kit.starts();
  }

  @AfterEach
  void endKit() {
    kit.close();
  }

  private void says(Telemetry telemetry) {
    kit.links.says(new NodeLink.Told(kit.child(), telemetry));
  }

  private void measures(int value) {
    says(new Telemetry.Metrics(Map.of("hits", Map.of("value", value))));
  }

  private void offers(String action) {
    says(new Telemetry.ActionOffered(action, Map.of("action_name", action)));
  }

  private InstanceSnapshot now() {
    kit.tell(Instance.Reset::new);
    return kit.settled();
  }

  private static @Nullable Object hits(InstanceSnapshot instance) {
    return instance.instruments().metrics().get("hits");
  }

  @Test
  void showsTheFirstMetricsAtOnceAndTheNextOnesASecondLater() {
    measures(1);
    assertThat(hits(now())).isEqualTo(Map.of("value", 1));
    measures(2);
    measures(3);
    assertThat(hits(now())).isEqualTo(Map.of("value", 1));
    kit.time.passes(Dialogue.PAUSE);
    assertThat(hits(now())).isEqualTo(Map.of("value", 3));
    kit.time.passes(Dialogue.PAUSE);
    measures(4);
    assertThat(hits(now())).isEqualTo(Map.of("value", 4));
  }

  @Test
  void keepsMetricsOfSeveralLibrariesButNotForEver() {
    measures(1);
    for (int i = 0; i < 300; i++) {
      says(new Telemetry.Metrics(Map.of("m" + i, i)));
    }
    kit.time.passes(Dialogue.PAUSE);
    assertThat(now().instruments().metrics()).hasSize(Dialogue.MOST_METRICS).containsKey("hits");
  }

  @Test
  void keepsOneActionOfEachNameAndNoMoreThanAHundred() {
    offers("gc");
    offers("gc");
    assertThat(now().instruments().actionNames()).containsExactly("gc");
    for (int i = 0; i < 300; i++) {
      offers("a" + i);
    }
    assertThat(now().instruments().actions()).hasSize(Dialogue.MOST_ACTIONS);
  }

  @Test
  void forgetsAllWhenTheChildHasEnded() {
    measures(1);
    offers("gc");
    says(new Telemetry.Options(Map.of("error", true)));
    kit.tell(Instance.Stop::new);
    assertThat(kit.settled().instruments()).isEqualTo(Instruments.NONE);
  }

  @Test
  void knowsTheVersionOfNodeAlsoOfAChildThatHasEnded() {
    assertThat(now().nodeVersion()).isNull();
    says(new Telemetry.OnNode("20.20.2"));
    assertThat(now().nodeVersion()).isEqualTo("20.20.2");
    kit.tell(Instance.Stop::new);
    assertThat(kit.settled().nodeVersion()).isEqualTo("20.20.2");
    kit.tell(to -> new Instance.Start(kit.spec(), to));
    kit.settled();
    says(new Telemetry.OnNode("22.1.0"));
    assertThat(now().nodeVersion()).isEqualTo("22.1.0");
  }

  @Test
  void hearsTheVersionOfNodeThoughTheChildHasEndedMeanwhile() {
    var child = kit.child();
    kit.tell(Instance.Stop::new);
    kit.settled();
    kit.links.says(new NodeLink.Told(child, new Telemetry.OnNode("20.20.2")));
    assertThat(now().nodeVersion()).isEqualTo("20.20.2");
  }

  @Test
  void doesNotListenToAnEarlierChild() {
    var earlier = kit.child();
    kit.tell(to -> new Instance.Start(kit.spec(), to));
    kit.settled();
    kit.links.says(new NodeLink.Told(earlier, new Telemetry.Metrics(Map.of("hits", 1))));
    assertThat(hits(now())).isNull();
  }

  @Test
  void tellsOfExceptionsAndEventsAsLongAsTheyAreFew() {
    says(new Telemetry.Failure("boom", "at app.js:1"));
    for (int i = 0; i < 200; i++) {
      says(new Telemetry.Note("sold", Map.of("sum", i)));
    }
    now();
    assertThat(kit.events)
        .filteredOn(event -> event instanceof Event.Raised || event instanceof Event.Noted)
        .hasSize(Dialogue.MOST_NOTES)
        .contains(new Event.Raised(kit.time.instant(), "api", 0, "boom", "at app.js:1"))
        .contains(new Event.Noted(kit.time.instant(), "api", 0, "sold", Map.of("sum", 0)));
    kit.time.passes(Duration.ofSeconds(61));
    says(new Telemetry.Failure("later", null));
    now();
    assertThat(kit.events).last().isInstanceOf(Event.Raised.class);
  }

  private void triggers(String action, @Nullable Object params) {
    kit.tell(to -> new Instance.Trigger(action, params, to));
  }

  @Test
  void triggersAnActionAndHandsItsAnswerOn() {
    offers("echo");
    triggers("echo", "me");
    kit.link.expectMessage(new NodeLink.Say("{\"msg\":\"echo\",\"opts\":\"me\",\"name\":\"api\"}"));
    says(new Telemetry.ActionDone("other", 1));
    says(new Telemetry.ActionDone("echo", "me too"));
    assertThat(kit.client.expectMessageClass(Reply.Returned.class).value()).isEqualTo("me too");
    kit.time.passes(TalkSteps.PATIENCE);
    kit.hearsNothing();
  }

  @Test
  void refusesAnActionThatIsNotOffered() {
    triggers("gc", null);
    assertThat(kit.refused()).isEqualTo("api[0] offers no actions (@pm2/io's io.action makes one)");
    offers("echo");
    triggers("gc", null);
    assertThat(kit.refused()).isEqualTo("api[0] has no action gc; it has echo");
  }

  @Test
  void doesNotWaitForAnAnswerForEver() {
    offers("echo");
    triggers("echo", null);
    now();
    kit.time.passes(TalkSteps.PATIENCE);
    assertThat(kit.refused()).isEqualTo("api[0] has not answered echo within 30 s");
  }

  @Test
  void answersAnActionWhoseChildHasEnded() {
    offers("echo");
    triggers("echo", null);
    kit.machine.last().exits(0);
    assertThat(kit.refused()).isEqualTo("api[0] has ended before it answered echo");
  }

  @Test
  void aPausedChildDoesNothing() {
    offers("echo");
    kit.tell(Instance.Pause::new);
    kit.settled();
    triggers("echo", null);
    assertThat(kit.refused()).isEqualTo("api[0] is paused");
  }

  @Test
  void notesWhetherItIsToBeMonitored() {
    assertThat(now().monitored()).isNull();
    kit.tell(to -> new Instance.Monitor(true, to));
    assertThat(kit.settled().monitored()).isTrue();
    kit.tell(to -> new Instance.Monitor(false, to));
    assertThat(kit.settled().monitored()).isFalse();
  }

  @Test
  void remembersHowTheLastChildrenEnded() {
    for (int code = 0; code < 12; code++) {
      kit.time.passes(Duration.ofSeconds(2));
      kit.machine.last().exits(code);
      kit.sees(InstanceState.ONLINE);
    }
    var exits = now().exits();
    assertThat(exits).hasSize(Traces.MOST_EXITS);
    assertThat(exits.getFirst().status()).isEqualTo(new ExitStatus.Exited(11));
    assertThat(exits.getFirst().uptime()).isEqualTo(Duration.ofSeconds(2));
    assertThat(exits.getFirst().at()).isEqualTo(kit.time.instant());
  }
}
