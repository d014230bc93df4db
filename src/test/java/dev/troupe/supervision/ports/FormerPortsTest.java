package dev.troupe.supervision.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Balance;
import dev.troupe.os.ListenAddress;
import dev.troupe.supervision.FakeSockets;
import dev.troupe.supervision.FakeSockets.FakeGroup;
import dev.troupe.supervision.FakeTime;
import dev.troupe.supervision.ports.Occupants.Lease;
import dev.troupe.supervision.ports.Occupants.Stage;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ports of a daemon that goes on where an earlier one has ended. */
class FormerPortsTest {
  private static final ListenAddress.Tcp WEB = new ListenAddress.Tcp(null, 3000, false);
  private static final Tenant ZERO = new Tenant(1, 0, 0);
  private static final Tenant NEXT_ZERO = new Tenant(1, 0, 1);
  private static final Tenant ONE = new Tenant(1, 1, 0);
  private static final Seat FIRST = new Seat.Slot(1, 0);
  private static final Seat SECOND = new Seat.Slot(1, 1);
  private static final List<SavedPlace.Socket> SOCKETS =
      List.of(new SavedPlace.Socket(FIRST, 70), new SavedPlace.Socket(SECOND, 71));

  private final ActorTestKit kit = FakeTime.kit();
  private final FakeSockets sockets = new FakeSockets();
  private final TestProbe<ForWorker> worker = kit.createTestProbe(ForWorker.class);

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private static SavedPlace.Use use(Tenant tenant, Seat seat) {
    return new SavedPlace.Use(tenant, new Lease(seat, Stage.ACCEPTING, true));
  }

  private ActorRef<Ports.Command> begin(SavedPlace.Use... uses) {
    var place = new SavedPlace(new Place.Named(WEB), WEB, SOCKETS, List.of(uses), "null");
    var former = new FormerPlaces(List.of(place), List.of());
    return kit.spawn(Ports.create(sockets, _ -> {}, former));
  }

  private FakeGroup group() {
    return sockets.group(0);
  }

  @Test
  void goesOnWithTheSocketsThatChildrenStillHave() {
    sockets.survives(70);
    sockets.survives(71);
    begin(use(ZERO, FIRST), use(ONE, SECOND));
    assertThat(group().members()).isEqualTo(2);
    assertThat(group().isClosed()).isFalse();
  }

  @Test
  void opensAnotherSocketForASlotThatHasLostItsOwn() {
    sockets.survives(70);
    begin(use(ZERO, FIRST), use(ONE, SECOND));
    assertThat(group().members()).isEqualTo(2);
  }

  @Test
  void tellsAWorkerWhereItListens() {
    sockets.survives(70);
    var ports = begin(use(ZERO, FIRST));
    ports.tell(new Ports.Resume(ZERO, worker.ref()));
    var servers = worker.expectMessageClass(ForWorker.Resumed.class).servers();
    assertThat(servers)
        .containsExactly(
            new ForWorker.Resumed.Server(new Place.Named(WEB).key(), WEB, 0, WEB, "null"));
  }

  @Test
  void givesTheNextGenerationTheSameSocket() {
    sockets.survives(70);
    var ports = begin(use(ZERO, FIRST));
    ports.tell(new Ports.Listen(NEXT_ZERO, 5, WEB, 0, 511, "null", Balance.KERNEL, worker.ref()));
    assertThat(worker.expectMessageClass(ForWorker.Granted.Socket.class).socket())
        .isEqualTo(group().member(0));
  }

  @Test
  void closesWhatNobodyUses() {
    sockets.survives(70);
    begin();
    worker.awaitAssert(() -> assertThat(group().isClosed()).isTrue());
  }

  @Test
  void handsToOthersWhatWaitsAtTheSlotOfAChildThatHasEnded() {
    sockets.survives(70);
    sockets.survives(71);
    var ports = begin(use(ZERO, FIRST), use(ONE, SECOND));
    ports.tell(new Ports.Resume(ONE, worker.ref()));
    worker.expectMessageClass(ForWorker.Resumed.class);
    ports.tell(new Ports.ChildEnded(ZERO, true));
    worker.awaitAssert(() -> assertThat(group().member(0).isAccepting()).isTrue());
    group().member(0).connects();
    worker.expectMessageClass(ForWorker.Connection.class);
  }
}
