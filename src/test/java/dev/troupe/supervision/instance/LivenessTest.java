package dev.troupe.supervision.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Event;
import dev.troupe.model.InstanceState;
import dev.troupe.model.RestartRules;
import dev.troupe.os.Prober.Answer;
import dev.troupe.supervision.Specs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivenessTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Answer ILL = new Answer.Unhealthy(SECOND, "GET / answered 503");

  private static final Answer WELL = new Answer.Healthy(Duration.ofMillis(7));

  private final InstanceKit kit = new InstanceKit();
  private @TempDir Path folder;

  private void bear(RestartRules restart, Duration initialDelay) {
    var app = Specs.app("api", 1, restart, folder).withEnv(Map.of("PORT", "3000"));
    kit.bears(Specs.serving(Specs.watchedBy(Specs.probe(initialDelay)), app));
  }

  private void bear() {
    bear(RestartRules.DEFAULT, Duration.ZERO);
  }

  @AfterEach
  void endKit() {
    kit.close();
  }

  private void startsAndBecomesUnhealthy() {
    kit.machine.answers(ILL, ILL, WELL);
    kit.starts();
    kit.probes(2);
  }

  @Test
  void endsAChildThatIsNotWellAndStartsAnother() {
    bear();
    startsAndBecomesUnhealthy();
    kit.sees(InstanceState.STOPPING);
    var again = kit.sees(InstanceState.ONLINE);
    assertThat(again.restarts()).isEqualTo(1);
    assertThat(again.pid()).isEqualTo(1002);
    assertThat(kit.machine.child(1001).hasEnded()).isTrue();
    assertThat(kit.events)
        .filteredOn(Event.Unhealthy.class::isInstance)
        .singleElement()
        .extracting(event -> ((Event.Unhealthy) event).reason())
        .isEqualTo("GET / answered 503");
  }

  @Test
  void restsIfAChildThatIsNotWellIsNotToBeRestarted() {
    bear(
        new RestartRules(false, SECOND, 16, Duration.ZERO, Duration.ZERO, List.of()),
        Duration.ZERO);
    startsAndBecomesUnhealthy();
    assertThat(kit.sees(InstanceState.ERRORED).problem())
        .isEqualTo("unhealthy: GET / answered 503");
  }

  @Test
  void waitsForItsPauseAsAfterACrash() {
    bear(Specs.delayed(Duration.ofHours(1)), Duration.ZERO);
    startsAndBecomesUnhealthy();
    kit.sees(InstanceState.WAITING_RESTART);
    assertThat(kit.machine.launches()).isEqualTo(1);
  }

  @Test
  void forgivesASingleBadAnswer() {
    bear();
    kit.machine.answers(ILL, WELL, ILL, WELL);
    kit.starts();
    kit.probes(4);
    assertThat(kit.sees(InstanceState.ONLINE).probeLatency()).isEqualTo(Duration.ofMillis(7));
    assertThat(kit.machine.last().hasEnded()).isFalse();
  }

  @Test
  void asksTheAppsOwnPort() {
    bear();
    kit.starts();
    kit.probes(1);
    assertThat(kit.machine.probedPorts()).containsOnly(3000);
  }

  @Test
  void gaugesAnotherChildAnew() {
    bear();
    kit.starts();
    kit.probes(1);
    assertThat(kit.sees(InstanceState.ONLINE).probeLatency()).isNotNull();
    kit.machine.last().exits(1);
    var again = kit.sees(InstanceState.ONLINE);
    assertThat(again.pid()).isEqualTo(1002);
    assertThat(again.probeLatency()).isNull();
  }

  @Test
  void isNotAskedBeforeTheInitialDelayIsOverNorAfterAStop() {
    bear(RestartRules.DEFAULT, SECOND);
    kit.starts();
    kit.time.passes(Duration.ofMillis(999));
    kit.tell(Instance.Stop::new);
    kit.settled();
    kit.time.passes(SECOND.multipliedBy(5));
    assertThat(kit.machine.probedPorts()).isEmpty();
  }
}
