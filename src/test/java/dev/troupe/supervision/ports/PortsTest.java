package dev.troupe.supervision.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Balance;
import dev.troupe.os.ListenAddress.Tcp;
import dev.troupe.os.ListenAddress.Udp;
import dev.troupe.os.ListenAddress.Unix;
import dev.troupe.os.ProcessId;
import dev.troupe.supervision.FakeChannel;
import dev.troupe.supervision.FakeSockets;
import dev.troupe.supervision.link.NodeLink;
import dev.troupe.supervision.link.Talk;
import dev.troupe.supervision.ports.ForWorker.Granted;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest extends PortsKit {

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
                ZERO,
                new ProcessId(1, 1),
                channel,
                true,
                Balance.KERNEL,
                Talk.START,
                ports,
                owner.ref()));
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
}
