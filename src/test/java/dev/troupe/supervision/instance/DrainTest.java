package dev.troupe.supervision.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExecMode;
import dev.troupe.model.InstanceState;
import dev.troupe.model.ReloadRules;
import dev.troupe.model.SocketSpec;
import dev.troupe.supervision.Specs;
import dev.troupe.supervision.Stillness;
import dev.troupe.supervision.link.NodeLink;
import dev.troupe.supervision.ports.Ports;
import dev.troupe.supervision.ports.Tenant;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A child that is to be replaced finishes what it has begun. */
class DrainTest {
  private static final Duration DRAIN_TIME = Duration.ofMillis(500);
  private static final Tenant TENANT = new Tenant(0, 0, 0);

  private final InstanceKit kit = new InstanceKit();
  private @TempDir Path folder;

  private void runs(AppSpec spec) {
    kit.bears(spec);
    kit.starts();
  }

  private void runsWorker() {
    runs(Specs.node(ExecMode.CLUSTER, Specs.app("api", 1, folder)));
  }

  private AppSpec withoutPreload() {
    var rules = new ReloadRules(1, DRAIN_TIME, false);
    return Specs.serving(Specs.reloadedBy(rules), Specs.app("api", 1, folder));
  }

  private void retires() {
    kit.tell(Instance.Retire::new);
    var draining = kit.sees(InstanceState.STOPPING);
    assertThat(draining.ready()).isFalse();
    assertThat(draining.pid()).isEqualTo(1001);
  }

  private void retiresAsTenant() {
    retires();
    kit.ports.expectMessage(new Ports.Retiring(TENANT));
    kit.link.expectMessage(new NodeLink.BeginDrain());
  }

  @AfterEach
  void endKit() {
    kit.close();
  }

  @Test
  void closesAWorkersConnectionsThenItsServersThenWaitsForItsEnd() {
    runsWorker();
    retiresAsTenant();
    kit.time.passes(DRAIN_TIME);
    kit.link.expectMessage(new NodeLink.Disconnect());
    kit.machine.last().exits(0);
    kit.deleted();
    assertThat(kit.machine.launches()).isEqualTo(1);
    assertThat(kit.machine.signalsTo(kit.child())).isEmpty();
    kit.link.expectMessage(new NodeLink.ChildEnded(false));
  }

  @Test
  void goesOnAsSoonAsNoClientIsLeftThatHasToBeTold() {
    runsWorker();
    retiresAsTenant();
    kit.links.says(new NodeLink.Drained(kit.child()));
    kit.link.expectMessage(new NodeLink.Disconnect());
    kit.time.passes(DRAIN_TIME);
    kit.hearsNothing();
    kit.machine.last().exits(0);
    kit.deleted();
    assertThat(kit.machine.signalsTo(kit.child())).isEmpty();
  }

  @Test
  void doesNotHurryAWorkerWhoseClientsHaveAllBeenToldTooLate() {
    runsWorker();
    retiresAsTenant();
    kit.time.passes(DRAIN_TIME);
    kit.link.expectMessage(new NodeLink.Disconnect());
    kit.links.says(new NodeLink.Drained(kit.child()));
    kit.hearsNothing();
    assertThat(kit.machine.signalsTo(kit.child())).isEmpty();
    kit.machine.last().exits(0);
    kit.deleted();
  }

  @Test
  void signalsANodeProgramOutsideOfTheClusterAsSoonAsNoClientIsLeft() {
    runs(Specs.node(ExecMode.FORK, Specs.app("api", 1, folder)));
    retires();
    kit.link.expectMessage(new NodeLink.BeginDrain());
    kit.links.says(new NodeLink.Drained(kit.child()));
    kit.deleted();
    assertThat(kit.machine.signalsTo(kit.child())).containsExactly(2);
  }

  @Test
  void endsAWorkerThatDoesNotEndByItself() {
    runsWorker();
    retiresAsTenant();
    kit.time.passes(DRAIN_TIME);
    kit.link.expectMessage(new NodeLink.Disconnect());
    kit.hearsNothing();
    kit.time.passes(InstanceKit.GRACE);
    kit.deleted();
    assertThat(kit.machine.signalsTo(kit.child())).containsExactly(2);
  }

  @Test
  void killsAWorkerThatDoesNotEndByItsSignalEither() {
    runsWorker();
    kit.machine.obeys(9);
    retiresAsTenant();
    kit.time.passes(DRAIN_TIME);
    kit.link.expectMessage(new NodeLink.Disconnect());
    kit.time.passes(InstanceKit.GRACE);
    kit.awaitsSignals(2);
    kit.time.passes(InstanceKit.GRACE);
    kit.deleted();
    assertThat(kit.machine.signalsTo(kit.child())).startsWith(2, 9);
  }

  @Test
  void disconnectsAWorkerAtOnceIfNothingInItCouldCloseConnections() {
    runs(Specs.node(ExecMode.CLUSTER, withoutPreload()));
    retires();
    kit.link.expectMessage(new NodeLink.Disconnect());
    kit.machine.last().exits(0);
    kit.deleted();
  }

  @Test
  void signalsANodeProgramOutsideOfTheClusterOnceItsConnectionsAreClosed() {
    runs(Specs.node(ExecMode.FORK, Specs.app("api", 1, folder)));
    retires();
    kit.link.expectMessage(new NodeLink.BeginDrain());
    assertThat(kit.machine.signalsTo(kit.child())).isEmpty();
    kit.time.passes(DRAIN_TIME);
    kit.deleted();
    assertThat(kit.machine.signalsTo(kit.child())).containsExactly(2);
    Stillness.keepsSilent(kit.ports);
  }

  @Test
  void signalsAnyOtherProgramAtOnce() {
    runs(Specs.app("api", 1, folder));
    retires();
    kit.deleted();
    assertThat(kit.machine.signalsTo(kit.child())).containsExactly(2);
  }

  @Test
  void signalsAProgramWithInheritedSocketsOnceOthersTakeItsConnections() {
    var socket = new SocketSpec("http", null, 80, null, SocketSpec.DEFAULT_BACKLOG);
    var app = Specs.serving(Specs.listeningOn(socket), Specs.app("api", 1, folder));
    kit.bears(app);
    kit.begins();
    kit.inherits();
    kit.settled();
    kit.sees(InstanceState.ONLINE);
    retires();
    kit.ports.expectMessage(new Ports.Retiring(TENANT));
    kit.deleted();
    kit.ports.expectMessage(new Ports.ChildEnded(TENANT, false));
  }

  @Test
  void isHurriedByAStop() {
    runsWorker();
    retiresAsTenant();
    kit.tell(Instance.Stop::new);
    kit.deleted();
    kit.deleted();
    assertThat(kit.machine.signalsTo(kit.child())).containsExactly(2);
  }

  @Test
  void isHurriedByADelete() {
    runsWorker();
    retiresAsTenant();
    kit.tell(Instance.Delete::new);
    kit.deleted();
    kit.deleted();
    assertThat(kit.machine.signalsTo(kit.child())).containsExactly(2);
  }

  @Test
  void isNotHurriedByAnotherRetirement() {
    runsWorker();
    retiresAsTenant();
    kit.tell(Instance.Retire::new);
    kit.hearsNothing();
    kit.machine.last().exits(0);
    kit.deleted();
    kit.deleted();
  }

  @Test
  void letsNobodyStartItAgain() {
    runsWorker();
    retiresAsTenant();
    kit.begins();
    assertThat(kit.refused()).isEqualTo("api[0] is being deleted");
  }

  @Test
  void endsWhatADrainedChildLeavesBehind() {
    runsWorker();
    var grandchild = kit.machine.leavesBehind(77);
    retiresAsTenant();
    kit.machine.last().exits(0);
    kit.client.awaitAssert(() -> assertThat(kit.machine.signalsTo(grandchild)).contains(2));
    kit.time.passes(InstanceKit.GRACE);
    kit.time.passes(StopSequence.LOOK_INTERVAL);
    kit.deleted();
  }

  @Test
  void isNotDrainedIfItIsAboutToEndByItself() {
    runsWorker();
    kit.links.says(new NodeLink.Left(kit.child()));
    assertThat(kit.sees(InstanceState.ONLINE).ready()).isFalse();
    kit.tell(Instance.Retire::new);
    kit.deleted();
    kit.link.expectMessage(new NodeLink.ChildEnded(false));
  }
}
