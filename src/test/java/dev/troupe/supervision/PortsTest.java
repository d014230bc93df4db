package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Balance;
import dev.troupe.model.SocketSpec;
import dev.troupe.os.BoundSocket;
import dev.troupe.os.ListenAddress;
import dev.troupe.os.ListenAddress.Tcp;
import dev.troupe.os.ListenAddress.Udp;
import dev.troupe.os.ListenAddress.Unix;
import dev.troupe.os.ProcessId;
import dev.troupe.supervision.FakeSockets.FakeConnection;
import dev.troupe.supervision.FakeSockets.FakeGroup;
import dev.troupe.supervision.Ports.Granted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PortsTest {
  private static final ListenAddress WEB = new Tcp(null, 3000, false);
  private static final Tenant ZERO = new Tenant(1, 0, 1);
  private static final Tenant ONE = new Tenant(1, 1, 1);
  private static final Tenant NEXT_ZERO = new Tenant(1, 0, 2);
  private static final Tenant OTHER = new Tenant(2, 0, 1);
  private static final int EADDRINUSE = 98;
  private static final int EACCES = 13;

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final FakeSockets sockets = new FakeSockets();
  private final ActorRef<Ports.Command> ports = kit.spawn(Ports.create(sockets));
  private final TestProbe<Ports.Inherited> heir = kit.createTestProbe(Ports.Inherited.class);

  @AfterEach
  void endKit() {
    kit.shutdownTestKit();
  }

  /** The link of one worker. */
  private final class Worker {
    private final Tenant tenant;
    private final Balance balance;
    private final TestProbe<Ports.ForWorker> link = kit.createTestProbe(Ports.ForWorker.class);

    Worker(Tenant tenant) {
      this(tenant, Balance.KERNEL);
    }

    Worker(Tenant tenant, Balance balance) {
      this.tenant = tenant;
      this.balance = balance;
    }

    Granted asks(ListenAddress address, int index, String data) {
      ports.tell(new Ports.Listen(tenant, 7, address, index, 511, data, balance, link.ref()));
      return link.expectMessageClass(Granted.class);
    }

    Granted asks(ListenAddress address) {
      return asks(address, 0, "null");
    }

    Granted.Socket gets(ListenAddress address) {
      return (Granted.Socket) asks(address);
    }

    /** Listens, and is known to. */
    Worker serves(ListenAddress address) {
      var key =
          switch (asks(address)) {
            case Granted.Socket(_, var name, _, _) -> name;
            case Granted.Turns(_, var name, _, _) -> name;
            case Granted.Refused refused -> throw new AssertionError(refused);
          };
      ports.tell(new Ports.Accepting(tenant, key));
      return this;
    }

    FakeConnection isHanded() {
      return (FakeConnection) link.expectMessageClass(Ports.Connection.class).connection();
    }

    void ends(boolean isReturning) {
      ports.tell(new Ports.ChildEnded(tenant, isReturning));
    }
  }

  private Worker worker(Tenant tenant) {
    return new Worker(tenant);
  }

  private Worker dealtTo(Tenant tenant) {
    return new Worker(tenant, Balance.ROUND_ROBIN);
  }

  private static String key(ListenAddress address) {
    return Place.of(address, 1, 0).key();
  }

  private FakeGroup group() {
    return sockets.group(0);
  }

  private void eventually(Runnable assertion) {
    heir.awaitAssert(
        () -> {
          assertion.run();
          return true;
        });
  }

  private void eventuallyFavours(BoundSocket... members) {
    eventually(() -> assertThat(group().favoured()).isEqualTo(Set.of(members)));
  }

  /** What was told before has been done by then, so that its timers run. */
  private void passes(Duration duration) {
    assertThat(inherits(OTHER)).isEmpty();
    time.timePasses(duration);
  }

  @Test
  void givesEverySlotASocketOfItsOwn() {
    var first = worker(ZERO).gets(WEB);
    var second = worker(ONE).gets(WEB);
    assertThat(first.socket()).isSameAs(group().member(0));
    assertThat(second.socket()).isSameAs(group().member(1));
    assertThat(first.key()).isEqualTo(second.key());
    assertThat(first.query()).isEqualTo(7);
  }

  @Test
  void givesAllGenerationsOfASlotTheSameSocket() {
    var old = worker(ZERO).gets(WEB);
    assertThat(worker(NEXT_ZERO).gets(WEB).socket()).isSameAs(old.socket());
  }

  @Test
  void letsAppsShareAPort() {
    worker(ZERO).serves(WEB);
    worker(OTHER).serves(WEB);
    assertThat(sockets.groups()).isOne();
    assertThat(group().members()).isEqualTo(2);
  }

  @Test
  void givesTheFirstWorkersDataToAll() {
    worker(ZERO).asks(WEB, 0, "\"first\"");
    var second = (Granted.Socket) worker(ONE).asks(WEB, 0, "\"second\"");
    assertThat(second.data()).isEqualTo("\"first\"");
  }

  @Test
  void refusesAPortThatTheWorkerHasAlready() {
    assertThat(worker(ZERO).serves(WEB).asks(WEB)).isEqualTo(new Granted.Refused(7, EADDRINUSE));
  }

  @Test
  void letsAWorkerListenAgainAfterItHasClosed() {
    var worker = worker(ZERO).serves(WEB);
    ports.tell(new Ports.ServerClosed(ZERO, key(WEB)));
    assertThat(worker.asks(WEB)).isInstanceOf(Granted.Socket.class);
    assertThat(group().isClosed()).isTrue();
  }

  @Test
  void passesOnWhyItCannotListen() {
    sockets.refuses(WEB, EACCES);
    assertThat(worker(ZERO).asks(WEB)).isEqualTo(new Granted.Refused(7, EACCES));
  }

  @Test
  void givesEachAppAndServerItsOwnFreePort() {
    var any = new Tcp(null, 0, false);
    worker(ZERO).asks(any, 0, "null");
    worker(ZERO).asks(any, 1, "null");
    worker(OTHER).asks(any, 0, "null");
    var again = (Granted.Socket) worker(ONE).asks(any, 1, "null");
    assertThat(sockets.groups()).isEqualTo(3);
    assertThat(again.socket().address()).isEqualTo(new Tcp(null, FakeSockets.FREE_PORT + 1, false));
  }

  @Test
  void hasAllShareAPathOrADatagramPort() {
    for (var address : List.of(new Unix("/run/a.sock"), new Udp("0.0.0.0", 53, false, false))) {
      assertThat(worker(ONE).gets(address).socket()).isSameAs(worker(ZERO).gets(address).socket());
    }
  }

  @Test
  void keepsTheSocketOfAWorkerThatReturns() {
    var worker = worker(ZERO).serves(WEB);
    worker.ends(true);
    assertThat(worker(ZERO).gets(WEB).socket()).isSameAs(group().member(0));
    assertThat(group().member(0).isClosed()).isFalse();
  }

  @Test
  void closesThePortWhenTheLastIsGone() {
    worker(ZERO).serves(WEB).ends(false);
    eventually(() -> assertThat(group().isClosed()).isTrue());
  }

  @Test
  void steersAroundASlotWithoutAWorkerAndBack() {
    var first = worker(ZERO).serves(WEB);
    worker(ONE).serves(WEB);
    first.ends(true);
    eventuallyFavours(group().member(1));
    worker(ZERO).serves(WEB);
    eventuallyFavours();
    assertThat(group().member(0).isAccepting()).isFalse();
  }

  @Test
  void handsWhatWaitsForADeadWorkerToALivingOne() {
    var first = worker(ZERO).serves(WEB);
    var second = worker(ONE).serves(WEB);
    first.ends(true);
    eventually(() -> assertThat(group().member(0).isAccepting()).isTrue());
    var connection = group().member(0).connects();
    assertThat(second.isHanded()).isSameAs(connection);
    assertThat(connection.isClosed()).isFalse();
  }

  @Test
  void closesTheSocketOfARemovedSlotAfterItsQueueIsEmpty() {
    var first = worker(ZERO).serves(WEB);
    worker(ONE).serves(WEB);
    first.ends(false);
    eventually(() -> assertThat(group().member(0).isAccepting()).isTrue());
    assertThat(group().member(0).isClosed()).isFalse();
    passes(Ports.LINGER);
    eventually(() -> assertThat(group().member(0).isClosed()).isTrue());
    assertThat(group().member(1).isClosed()).isFalse();
    eventuallyFavours();
  }

  @Test
  void keepsTheSocketOfASlotThatIsWantedAgainInTime() {
    var first = worker(ZERO).serves(WEB);
    worker(ONE).serves(WEB);
    first.ends(false);
    assertThat(worker(ZERO).gets(WEB).socket()).isSameAs(group().member(0));
    passes(Ports.LINGER);
    worker(OTHER).serves(WEB);
    assertThat(group().member(0).isClosed()).isFalse();
  }

  @Test
  void leavesTheSocketAloneWhenOneGenerationFollowsAnother() {
    var old = worker(ZERO).serves(WEB);
    worker(ONE).serves(WEB);
    worker(NEXT_ZERO).serves(WEB);
    ports.tell(new Ports.Retiring(ZERO));
    ports.tell(new Ports.ServerClosed(ZERO, key(WEB)));
    old.ends(false);
    passes(Ports.LINGER);
    worker(OTHER).serves(WEB);
    assertThat(group().member(0).isClosed()).isFalse();
    assertThat(group().member(0).isAccepting()).isFalse();
    eventuallyFavours();
  }

  @Test
  void steersAwayFromARetiringWorkerButLeavesItItsQueue() {
    worker(ZERO).serves(WEB);
    worker(ONE).serves(WEB);
    ports.tell(new Ports.Retiring(ZERO));
    eventuallyFavours(group().member(1));
    assertThat(group().member(0).isAccepting()).isFalse();
  }

  @Test
  void releasesAWorkerAfterAllItWasDealt() {
    var worker = dealtTo(ZERO).serves(WEB);
    eventually(() -> assertThat(group().member(0).isAccepting()).isTrue());
    var connection = group().member(0).connects();
    ports.tell(new Ports.WorkerEnded(ZERO, true, worker.link.ref()));
    assertThat(worker.isHanded()).isSameAs(connection);
    worker.link.expectMessage(new Ports.Released());
  }

  @Test
  void countsAWorkerAsGoneWhenItsLinkEnds() {
    var worker = worker(ZERO).serves(WEB);
    worker.link.stop();
    eventually(() -> assertThat(group().isClosed()).isTrue());
  }

  @Test
  void noticesTheEndOfARealLink() {
    var channel = new FakeChannel();
    var owner = kit.createTestProbe(NodeLink.News.class);
    var link =
        kit.spawn(
            NodeLink.create(
                ZERO, new ProcessId(1, 1), channel, true, Balance.KERNEL, ports, owner.ref()));
    channel.says(
        "{'cmd':'NODE_CLUSTER','act':'queryServer','address':null,'port':3000,'addressType':4,"
            + "'seq':1}");
    eventually(() -> assertThat(channel.sent()).hasSize(1));
    kit.stop(link);
    eventually(() -> assertThat(group().isClosed()).isTrue());
  }

  @Test
  void doesNotTakeTheEndOfAnOldLinkForThatOfTheNew() {
    var old = worker(ZERO).serves(WEB);
    old.ends(true);
    worker(ZERO).serves(WEB);
    old.link.stop();
    heir.expectTerminated(old.link.ref());
    worker(ONE).serves(WEB);
    assertThat(group().isClosed()).isFalse();
    eventuallyFavours();
  }

  @Test
  void closesAPortThatAReturnedWorkerDoesNotAskFor() {
    worker(ZERO).serves(WEB).ends(true);
    worker(ZERO).serves(new Tcp(null, 4000, false));
    assertThat(group().isClosed()).isFalse();
    passes(Ports.SETTLING);
    eventually(() -> assertThat(group().isClosed()).isTrue());
    assertThat(sockets.group(1).isClosed()).isFalse();
  }

  @Test
  void dealsConnectionsOutInTurns() {
    var first = dealtTo(ZERO).serves(WEB);
    var second = dealtTo(ONE).serves(WEB);
    assertThat(group().members()).isOne();
    eventually(() -> assertThat(group().member(0).isAccepting()).isTrue());
    for (int i = 0; i < 3; i++) {
      var one = group().member(0).connects();
      assertThat(first.isHanded()).isSameAs(one);
      var two = group().member(0).connects();
      assertThat(second.isHanded()).isSameAs(two);
    }
  }

  @Test
  void tellsADealtWorkerItsRealPort() {
    assertThat(dealtTo(ZERO).asks(new Tcp(null, 0, false)))
        .isEqualTo(
            new Granted.Turns(
                7,
                Place.of(new Tcp(null, 0, false), 1, 0).key(),
                new Tcp(null, FakeSockets.FREE_PORT, false),
                "null"));
  }

  @Test
  void givesToAnotherWhatAWorkerDidNotWant() {
    var first = dealtTo(ZERO).serves(WEB);
    var second = dealtTo(ONE).serves(WEB);
    eventually(() -> assertThat(group().member(0).isAccepting()).isTrue());
    var connection = group().member(0).connects();
    ports.tell(new Ports.GivenBack(ZERO, key(WEB), first.isHanded(), 1));
    assertThat(second.isHanded()).isSameAs(connection);
  }

  @Test
  void closesWhatNobodyWants() {
    dealtTo(ZERO).serves(WEB);
    var connection = new FakeConnection();
    ports.tell(new Ports.GivenBack(ZERO, key(WEB), connection, Traffic.REFUSALS));
    eventually(() -> assertThat(connection.isClosed()).isTrue());
  }

  @Test
  void keepsConnectionsForAWorkerThatReturns() {
    var old = dealtTo(ZERO).serves(WEB);
    eventually(() -> assertThat(group().member(0).isAccepting()).isTrue());
    var connection = group().member(0).connects();
    old.ends(true);
    ports.tell(new Ports.GivenBack(ZERO, key(WEB), old.isHanded(), 0));
    eventually(() -> assertThat(group().member(0).isAccepting()).isFalse());
    assertThat(dealtTo(ZERO).serves(WEB).isHanded()).isSameAs(connection);
  }

  @Test
  void closesConnectionsThatNobodyWillTake() {
    var old = dealtTo(ZERO).serves(WEB);
    old.ends(false);
    var connection = new FakeConnection();
    ports.tell(new Ports.GivenBack(ZERO, key(WEB), connection, 0));
    eventually(() -> assertThat(connection.isClosed()).isTrue());
  }

  @Test
  void stopsAcceptingWhenWorkersHaveEnoughToDo() {
    var worker = dealtTo(ZERO).serves(WEB);
    var socket = group().member(0);
    eventually(() -> assertThat(socket.isAccepting()).isTrue());
    var held = new ArrayList<FakeConnection>();
    for (int i = 0; i < Rotation.WINDOW + Traffic.CROWD; i++) {
      held.add(socket.connects());
    }
    eventually(() -> assertThat(socket.isAccepting()).isFalse());
    for (var connection : held) {
      assertThat(worker.isHanded()).isSameAs(connection);
      ports.tell(new Ports.Taken(ZERO, key(WEB)));
    }
    eventually(() -> assertThat(socket.isAccepting()).isTrue());
  }

  private List<BoundSocket> inherits(Tenant tenant, SocketSpec... specs) {
    ports.tell(new Ports.Inherit(tenant, List.of(specs), heir.ref()));
    var inherited = heir.receiveMessage();
    assertThat(inherited.failure()).isNull();
    return inherited.sockets();
  }

  private static SocketSpec port(int port) {
    return new SocketSpec("web", null, port, null, 511);
  }

  private static SocketSpec path(String path) {
    return new SocketSpec("admin", null, 0, path, 511);
  }

  @Test
  void letsChildrenInheritASocketForEachSlotAndOnePathForAll() {
    var first = inherits(ZERO, path("/run/a.sock"), port(3000));
    var second = inherits(ONE, path("/run/a.sock"), port(3000));
    assertThat(first).containsExactly(sockets.single(0), group().member(0));
    assertThat(second).containsExactly(sockets.single(0), group().member(1));
  }

  @Test
  void letsTheNextChildInheritTheSame() {
    var first = inherits(ZERO, port(3000));
    ports.tell(new Ports.ChildEnded(ZERO, true));
    assertThat(inherits(ZERO, port(3000))).isEqualTo(first);
    assertThat(inherits(NEXT_ZERO, port(3000))).isEqualTo(first);
    assertThat(group().member(0).isClosed()).isFalse();
  }

  @Test
  void closesWhatIsNotInheritedAnyMore() {
    inherits(ZERO, port(3000), port(4000));
    inherits(ZERO, port(4000));
    eventually(() -> assertThat(group().isClosed()).isTrue());
    assertThat(sockets.group(1).isClosed()).isFalse();
  }

  @Test
  void opensNothingIfOneOfThemCannotBe() {
    sockets.refuses(new Tcp(null, 80, false), EACCES);
    ports.tell(new Ports.Inherit(ZERO, List.of(port(3000), port(80)), heir.ref()));
    heir.expectMessage(new Ports.Inherited(List.of(), "cannot listen on port 80"));
    eventually(() -> assertThat(group().isClosed()).isTrue());
  }

  @Test
  void closesAnInheritedSlotOnceItsChildHasEnded() {
    inherits(ZERO, port(3000));
    inherits(ONE, port(3000));
    ports.tell(new Ports.Retiring(ZERO));
    eventuallyFavours(group().member(1));
    assertThat(group().member(0).isClosed()).isFalse();
    ports.tell(new Ports.ChildEnded(ZERO, false));
    eventually(() -> assertThat(group().member(0).isClosed()).isTrue());
    assertThat(group().isClosed()).isFalse();
  }

  @Test
  void closesEverythingWhenItEnds() {
    inherits(OTHER, path("/run/a.sock"));
    worker(ZERO).serves(WEB).ends(true);
    var connection = new FakeConnection();
    ports.tell(new Ports.GivenBack(ZERO, key(WEB), connection, 0));
    kit.stop(ports);
    assertThat(group().isClosed()).isTrue();
    assertThat(sockets.single(0).isClosed()).isTrue();
    assertThat(connection.isClosed()).isTrue();
  }
}
