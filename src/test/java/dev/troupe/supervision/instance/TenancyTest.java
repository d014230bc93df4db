package dev.troupe.supervision.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExecMode;
import dev.troupe.model.InstanceState;
import dev.troupe.model.RestartRules;
import dev.troupe.model.SocketSpec;
import dev.troupe.supervision.Specs;
import dev.troupe.supervision.Stillness;
import dev.troupe.supervision.link.NodeLink;
import dev.troupe.supervision.ports.Ports;
import dev.troupe.supervision.ports.Tenant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an instance and those who hold its sockets tell each other. */
class TenancyTest {
  private static final Tenant TENANT = new Tenant(0, 0, 0);
  private static final SocketSpec SOCKET =
      new SocketSpec("http", null, 80, null, SocketSpec.DEFAULT_BACKLOG);

  private final InstanceKit kit = new InstanceKit();
  private @TempDir Path folder;

  @AfterEach
  void endKit() {
    kit.close();
  }

  private AppSpec app(RestartRules restart) {
    return Specs.serving(Specs.listeningOn(SOCKET), Specs.app("api", 1, restart, folder));
  }

  private void starts(AppSpec spec) {
    kit.bears(spec);
    kit.begins();
    kit.inherits();
    kit.settled();
    kit.sees(InstanceState.ONLINE);
  }

  private void retires() {
    kit.ports.expectMessage(new Ports.Retiring(TENANT));
  }

  private void endsForGood() {
    kit.ports.expectMessage(new Ports.ChildEnded(TENANT, false));
    Stillness.keepsSilent(kit.ports);
  }

  @Test
  void hasItsChildrenInheritTheAppsSockets() {
    kit.bears(app(RestartRules.DEFAULT));
    kit.begins();
    var wish = kit.ports.expectMessageClass(Ports.Inherit.class);
    assertThat(wish.tenant()).isEqualTo(TENANT);
    assertThat(wish.sockets()).containsExactly(SOCKET);
    assertThat(kit.machine.launches()).isZero();
    wish.replyTo().tell(new Ports.Inherited(List.of(new InstanceKit.FakeSocket()), null));
    kit.settled();
    assertThat(kit.machine.lastPlan().wiring().socketNames()).containsExactly("http");
  }

  @Test
  void tellsWhyThereAreNoSockets() {
    kit.bears(app(RestartRules.DEFAULT));
    for (int i = 0; i < 16; i++) {
      if (i == 0) {
        kit.begins();
      }
      kit.ports
          .expectMessageClass(Ports.Inherit.class)
          .replyTo()
          .tell(new Ports.Inherited(List.of(), "cannot listen on port 80: Permission denied"));
    }
    assertThat(kit.refused()).isEqualTo("api[0] cannot listen on port 80: Permission denied");
    assertThat(kit.sees(InstanceState.ERRORED).problem()).contains("port 80");
    assertThat(kit.machine.launches()).isZero();
    endsForGood();
  }

  @Test
  void keepsItsSocketsOverACrash() {
    starts(app(RestartRules.DEFAULT));
    kit.machine.last().exits(1);
    kit.ports.expectMessage(new Ports.ChildEnded(TENANT, true));
    kit.inherits();
    kit.sees(InstanceState.ONLINE);
  }

  @Test
  void givesItsSocketsUpWhenItIsStopped() {
    starts(app(RestartRules.DEFAULT));
    kit.tell(Instance.Stop::new);
    kit.settled();
    retires();
    endsForGood();
  }

  @Test
  void givesItsSocketsUpWhenItIsStoppedWhileItWaitsForItsRestart() {
    starts(app(Specs.delayed(Duration.ofSeconds(5))));
    kit.machine.last().exits(1);
    kit.ports.expectMessage(new Ports.ChildEnded(TENANT, true));
    kit.tell(Instance.Stop::new);
    kit.settled();
    endsForGood();
  }

  @Test
  void givesItsSocketsUpWhenItIsNotRestarted() {
    var rules = RestartRules.DEFAULT;
    starts(
        app(
            new RestartRules(
                false, rules.minUptime(), 16, Duration.ZERO, Duration.ZERO, List.of())));
    kit.machine.last().exits(1);
    kit.sees(InstanceState.STOPPED);
    endsForGood();
  }

  @Test
  void keepsItsSocketsOverARestart() {
    starts(app(RestartRules.DEFAULT));
    kit.begins();
    retires();
    kit.ports.expectMessage(new Ports.ChildEnded(TENANT, true));
    kit.inherits();
    assertThat(kit.settled().restarts()).isEqualTo(1);
  }

  @Test
  void leavesANodeChildsSocketsToItsLink() {
    kit.bears(Specs.node(ExecMode.CLUSTER, Specs.app("api", 1, folder)));
    kit.starts();
    kit.machine.last().exits(1);
    kit.link.expectMessage(new NodeLink.ChildEnded(true));
    kit.sees(InstanceState.ONLINE);
    kit.tell(Instance.Stop::new);
    kit.settled();
    retires();
    kit.link.expectMessage(new NodeLink.ChildEnded(false));
    Stillness.keepsSilent(kit.ports);
  }

  @Test
  void givesAWorkersSocketsUpWhenItIsDeletedWhileItWaitsForItsRestart() {
    var app = Specs.app("api", 1, Specs.delayed(Duration.ofSeconds(5)), folder);
    kit.bears(Specs.node(ExecMode.CLUSTER, app));
    kit.starts();
    kit.machine.last().exits(1);
    kit.link.expectMessage(new NodeLink.ChildEnded(true));
    kit.tell(Instance.Delete::new);
    kit.deleted();
    endsForGood();
  }
}
