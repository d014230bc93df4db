package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.policy.RestartHistory;
import dev.troupe.supervision.Supervisor.Answer;
import dev.troupe.supervision.instance.Phase;
import dev.troupe.supervision.saved.Identity;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.api.Test;

class OrdersTest {
  private static final Path FOLDER = Path.of("/p");

  private final TestInbox<App.Command> apps = TestInbox.create();
  private final TestInbox<Answer> client = TestInbox.create();
  private final Orders orders = new Orders((_, _) -> apps.getRef(), () -> Instant.EPOCH);

  private Roster declared(int... instances) {
    var roster = Roster.EMPTY;
    for (int key = 0; key < instances.length; key++) {
      var spec = Specs.app("app" + key, instances[key], FOLDER);
      var entry = Roster.Entry.of(key, apps.getRef(), spec);
      for (int slot = 0; slot < instances[key]; slot++) {
        var identity = new Identity(0, roster.nextId() + slot, slot, 0, "u");
        entry =
            entry.with(
                Phase.unborn(spec, identity, RestartHistory.begun(Instant.EPOCH)).numbered(0));
      }
      roster = roster.with(entry).countingUp(instances[key]);
    }
    return roster;
  }

  @Test
  void tellsNoAppOfAScaleThatIsRefusedForAnother() {
    var order = orders.act(declared(3, 1), new Supervisor.Scale("all", "1", client.getRef()));
    assertThat(order).isInstanceOf(Orders.Refused.class);
    assertThat(apps.getAllReceived()).isEmpty();
  }

  @Test
  void expectsOneReplyOfEachInstanceThatIsAddedOrRemoved() {
    var order = orders.act(declared(3, 4), new Supervisor.Scale("all", "5", client.getRef()));
    var errands = ((Orders.Accepted) order).errands().list();
    assertThat(errands.stream().mapToInt(Errands.Errand::replies).sum()).isEqualTo(3);
  }

  @Test
  void knowsNewInstancesBeforeTheyReply() {
    var order = orders.act(declared(1), new Supervisor.Scale("app0", "3", client.getRef()));
    var roster = ((Orders.Accepted) order).errands().roster();
    assertThat(roster.byInstance()).containsOnlyKeys(0, 1, 2);
    assertThat(roster.nextId()).isEqualTo(3);
  }

  @Test
  void leavesModulesOutOfAll() {
    var module = Specs.in("module", Specs.app("m", 1, FOLDER));
    var identity = new Identity(0, 1, 0, 0, "u");
    var unborn = Phase.unborn(module, identity, RestartHistory.begun(Instant.EPOCH));
    var entry = Roster.Entry.of(1, apps.getRef(), module).with(unborn.numbered(0));
    var roster = declared(1).with(entry).countingUp(1);
    assertThat(stopped(roster, "all")).isEqualTo(1);
    assertThat(stopped(roster, "m")).isEqualTo(1);
    assertThat(stopped(roster, "/.*/")).isEqualTo(2);
  }

  private int stopped(Roster roster, String target) {
    var order = orders.act(roster, new Supervisor.Stop(target, client.getRef()));
    return ((Orders.Accepted) order).errands().list().size();
  }
}
