package dev.troupe.supervision.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Balance;
import dev.troupe.node.Telemetry;
import dev.troupe.os.ListenAddress;
import dev.troupe.os.ListenAddress.Tcp;
import dev.troupe.os.ProcessId;
import dev.troupe.supervision.FakeChannel;
import dev.troupe.supervision.FakeChannel.Sent;
import dev.troupe.supervision.FakeSockets.FakeConnection;
import dev.troupe.supervision.FakeSockets.FakeSocket;
import dev.troupe.supervision.FakeTime;
import dev.troupe.supervision.Stillness;
import dev.troupe.supervision.link.NodeLink.Said;
import dev.troupe.supervision.ports.ForWorker;
import dev.troupe.supervision.ports.ForWorker.Granted;
import dev.troupe.supervision.ports.Ports;
import dev.troupe.supervision.ports.Tenant;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeLinkTest {
  private static final Tenant TENANT = new Tenant(1, 0, 1);
  private static final ProcessId CHILD = new ProcessId(4711, 1);
  private static final ListenAddress WEB = new Tcp(null, 3000, false);
  private static final String ASKS =
      "{'cmd':'NODE_CLUSTER','act':'queryServer','index':0,'data':null,'address':null,"
          + "'port':3000,'addressType':4,'backlog':0,'seq':1}";
  private static final String LISTENS = ASKS.replace("queryServer", "listening");
  private static final String TAKEN = "{'cmd':'NODE_HANDLE_ACK'}";
  private static final String LOST = "{'cmd':'NODE_HANDLE_NACK'}";

  private final ActorTestKit kit = FakeTime.kit();
  private final FakeTime time = FakeTime.of(kit);
  private final TestProbe<Ports.Command> ports = kit.createTestProbe(Ports.Command.class);
  private final TestProbe<NodeLink.News> owner = kit.createTestProbe(NodeLink.News.class);
  private final FakeChannel channel = new FakeChannel();
  private final FakeSocket socket = new FakeSocket(WEB);

  @AfterEach
  void endKit() {
    kit.shutdownTestKit();
  }

  private ActorRef<NodeLink.Command> link(boolean cluster) {
    return kit.spawn(
        NodeLink.create(
            TENANT, CHILD, channel, cluster, Balance.KERNEL, Talk.START, ports.ref(), owner.ref()));
  }

  private ActorRef<NodeLink.Command> worker() {
    return link(true);
  }

  /** Where the link takes what the ports have for its worker. */
  private ActorRef<ForWorker> asks() {
    channel.says(ASKS);
    return ports.expectMessageClass(Ports.Listen.class).worker();
  }

  /** What was sent as the last of so many lines. */
  private Sent sent(int count) {
    return owner.awaitAssert(
        () -> {
          assertThat(channel.sent()).hasSize(count);
          return channel.sent().getLast();
        });
  }

  private void isSaid(int count, String line) {
    assertThat(sent(count)).isEqualTo(new Sent(line.replace('\'', '"'), null));
  }

  @Test
  void asksForWhatTheWorkerWantsToListenOn() {
    worker();
    channel.says(ASKS);
    var wish = ports.expectMessageClass(Ports.Listen.class);
    assertThat(wish)
        .isEqualTo(new Ports.Listen(TENANT, 1, WEB, 0, 511, "null", Balance.KERNEL, wish.worker()));
  }

  @Test
  void sendsTheSocketThatItIsGranted() {
    worker();
    asks().tell(new Granted.Socket(1, "k", socket, "{\"ticketKeys\":\"ab\"}"));
    var line = sent(1);
    assertThat(line.handle()).isSameAs(socket);
    assertThat(line.line())
        .contains("NODE_HANDLE", "\"ack\":1", "\"key\":\"k\"", "{\"ticketKeys\":\"ab\"}");
  }

  @Test
  void passesOnWhyTheWorkerCannotListen() {
    worker();
    asks().tell(new Granted.Refused(1, 98));
    isSaid(1, "{'cmd':'NODE_CLUSTER','errno':-98,'key':'','ack':1,'data':null,'seq':0}");
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    worker();
    channel.says("{'cmd':'NODE_CLUSTER','act':'queryServer','fd':3,'data':null,'seq':4}");
    isSaid(1, "{'cmd':'NODE_CLUSTER','errno':-22,'key':'','ack':4,'data':null,'seq':0}");
  }

  @Test
  void tellsThatTheWorkerListens() {
    worker();
    asks().tell(new Granted.Socket(1, "k", socket, "null"));
    sent(1);
    channel.says(LISTENS);
    ports.expectMessage(new Ports.Accepting(TENANT, "k"));
    owner.expectMessage(new NodeLink.Listening(CHILD));
  }

  @Test
  void knowsAServerOnAnyPortByTheOneItGot() {
    worker();
    channel.says(ASKS.replace("'port':3000", "'port':0"));
    ports
        .expectMessageClass(Ports.Listen.class)
        .worker()
        .tell(new Granted.Turns(1, "k", new Tcp(null, 4711, false), "null"));
    sent(1);
    channel.says(LISTENS.replace("'port':3000", "'port':4711"));
    ports.expectMessage(new Ports.Accepting(TENANT, "k"));
  }

  @Test
  void tellsThatTheWorkerHasClosedAServer() {
    worker();
    channel.says("{'cmd':'NODE_CLUSTER','act':'close','key':'k','seq':2}");
    ports.expectMessage(new Ports.ServerClosed(TENANT, "k"));
  }

  @Test
  void letsTheWorkerLeave() {
    worker();
    channel.says("{'cmd':'NODE_CLUSTER','act':'exitedAfterDisconnect','seq':5}");
    isSaid(1, "{'cmd':'NODE_CLUSTER','ack':5,'seq':0}");
    owner.expectMessage(new NodeLink.Left(CHILD));
  }

  @Test
  void tellsTheWorkerToDrainAndToLeave() {
    var link = worker();
    link.tell(new NodeLink.BeginDrain());
    link.tell(new NodeLink.Disconnect());
    isSaid(2, "{'cmd':'NODE_CLUSTER','act':'disconnect','seq':0}");
    assertThat(channel.sent().getFirst().line()).contains("NODE_TROUPE_DRAIN");
    channel.says("{'cmd':'NODE_TROUPE_DRAINED'}");
    owner.expectMessage(new NodeLink.Drained(CHILD));
  }

  @Test
  void carriesTheAppsOwnMessages() {
    var link = worker();
    link.tell(new NodeLink.Say("\"shutdown\""));
    isSaid(1, "'shutdown'");
    channel.says("{'type':'axm:monitor','data':{}}");
    owner.expectMessage(new NodeLink.Told(CHILD, new Telemetry.Metrics(Map.of())));
    channel.says("[1]");
    owner.expectMessage(new Said(CHILD, "[1]"));
    channel.says("'ready'");
    owner.expectMessage(new NodeLink.Ready(CHILD));
  }

  @Test
  void acknowledgesASocketThatTheChildSends() {
    link(false);
    channel.says("{'cmd':'NODE_HANDLE','type':'net.Socket','msg':{}}");
    isSaid(1, "{'cmd':'NODE_HANDLE_ACK'}");
  }

  @Test
  void ignoresGarbage() {
    worker();
    channel.says("\u0000{not json");
    channel.says("'after'");
    owner.expectMessage(new Said(CHILD, "\"after\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"queryServer", "listening", "close", "exitedAfterDisconnect"})
  void hasNothingToDoWithTheClusterOfAChildThatIsNoWorker(String act) {
    var link = link(false);
    channel.says("{'cmd':'NODE_CLUSTER','act':'" + act + "','key':'k','seq':1}");
    link.tell(new NodeLink.Disconnect());
    channel.says("'after'");
    owner.expectMessage(new Said(CHILD, "\"after\""));
    Stillness.keepsSilent(ports);
    assertThat(channel.sent()).isEmpty();
  }

  @Test
  void sendsASocketAgainThatHasNotArrived() {
    worker();
    asks().tell(new Granted.Socket(1, "k", socket, "null"));
    var first = sent(1);
    channel.says(LOST);
    assertThat(sent(2)).isEqualTo(first);
    channel.says(TAKEN);
    channel.says(LOST);
    channel.says("'after'");
    owner.expectMessage(new Said(CHILD, "\"after\""));
    sent(2);
  }

  @Test
  void refusesInTheEndIfTheSocketNeverArrives() {
    worker();
    asks().tell(new Granted.Socket(1, "k", socket, "null"));
    for (int i = 1; i <= Primary.TRIES; i++) {
      assertThat(sent(i).handle()).isSameAs(socket);
      channel.says(LOST);
    }
    ports.expectMessage(new Ports.ServerClosed(TENANT, "k"));
    assertThat(sent(Primary.TRIES + 1).line()).contains("\"errno\":-24", "\"ack\":1");
  }

  /** The ports hear of the end and have nothing more. */
  private ActorRef<ForWorker> ended(boolean isReturning) {
    var end = ports.expectMessageClass(Ports.WorkerEnded.class);
    assertThat(end).isEqualTo(new Ports.WorkerEnded(TENANT, isReturning, end.worker()));
    end.worker().tell(new ForWorker.Released());
    return end.worker();
  }

  private FakeConnection offers(ActorRef<ForWorker> worker, int count) {
    var connection = new FakeConnection();
    worker.tell(new ForWorker.Connection("k", connection, 0));
    assertThat(sent(count).handle()).isSameAs(connection);
    return connection;
  }

  @Test
  void holdsAConnectionUntilTheWorkerHasAcceptedIt() {
    worker();
    var connection = offers(asks(), 1);
    assertThat(channel.sent().getFirst().line())
        .contains("\"act\":\"newconn\"", "\"key\":\"k\"", "\"seq\":0");
    channel.says(TAKEN);
    assertThat(connection.isClosed()).isFalse();
    channel.says("{'cmd':'NODE_CLUSTER','ack':0,'accepted':true,'seq':9}");
    ports.expectMessage(new Ports.Taken(TENANT, "k"));
    assertThat(connection.isClosed()).isTrue();
  }

  @Test
  void givesBackWhatTheWorkerDoesNotWant() {
    worker();
    var connection = offers(asks(), 1);
    channel.says("{'cmd':'NODE_CLUSTER','ack':0,'accepted':false,'seq':9}");
    ports.expectMessage(new Ports.GivenBack(TENANT, "k", connection, 1));
    assertThat(connection.isClosed()).isFalse();
  }

  @Test
  void givesBackOnceWhatAnEndedWorkerHasNotAnswered() {
    var link = worker();
    var worker = asks();
    var answered = offers(worker, 1);
    var unanswered = offers(worker, 2);
    channel.says("{'cmd':'NODE_CLUSTER','ack':0,'accepted':true,'seq':9}");
    ports.expectMessage(new Ports.Taken(TENANT, "k"));
    link.tell(new NodeLink.ChildEnded(true));
    ended(true);
    channel.ends();
    ports.expectMessage(new Ports.GivenBack(TENANT, "k", unanswered, 0));
    ports.expectTerminated(link);
    Stillness.keepsSilent(ports);
    assertThat(answered.isClosed()).isTrue();
    assertThat(channel.isClosed()).isTrue();
  }

  @Test
  void givesBackWhatWasOnItsWayAtTheEnd() {
    var link = worker();
    link.tell(new NodeLink.ChildEnded(true));
    channel.ends();
    var worker = ports.expectMessageClass(Ports.WorkerEnded.class).worker();
    var connection = new FakeConnection();
    worker.tell(new ForWorker.Connection("k", connection, 3));
    ports.expectMessage(new Ports.GivenBack(TENANT, "k", connection, 3));
    worker.tell(new ForWorker.Released());
    ports.expectTerminated(link);
  }

  @Test
  void handsOnWhatTheChildSaidBeforeItEnded() {
    var link = link(false);
    link.tell(new NodeLink.ChildEnded(false));
    ended(false);
    channel.says("'last words'");
    owner.expectMessage(new Said(CHILD, "\"last words\""));
    channel.ends();
    ports.expectTerminated(link);
  }

  @Test
  void asksForNothingOnBehalfOfAChildThatHasEnded() {
    var link = worker();
    link.tell(new NodeLink.ChildEnded(true));
    ended(true);
    channel.says(ASKS);
    channel.says(LISTENS);
    owner.expectMessage(new NodeLink.Listening(CHILD));
    Stillness.keepsSilent(ports);
  }

  @Test
  void doesNotWaitForEverForTheEndOfTheChannel() {
    var link = worker();
    link.tell(new NodeLink.ChildEnded(false));
    ended(false);
    time.passes(NodeLink.PATIENCE);
    ports.expectTerminated(link);
  }

  @Test
  void retiresAWorkerThatHasClosedItsChannel() {
    var link = worker();
    asks().tell(new Granted.Socket(1, "k", socket, "null"));
    sent(1);
    channel.ends();
    ports.expectMessage(new Ports.Retiring(TENANT));
    ports.expectMessage(new Ports.ServerClosed(TENANT, "k"));
    owner.expectMessage(new NodeLink.Left(CHILD));
    link.tell(new NodeLink.ChildEnded(true));
    ended(true);
    ports.expectTerminated(link);
  }

  @Test
  void readsNoFasterThanItWorks() {
    for (int i = 0; i < 100; i++) {
      channel.says(Integer.toString(i));
    }
    link(false);
    for (int i = 0; i < 100; i++) {
      owner.expectMessage(new Said(CHILD, Integer.toString(i)));
    }
    assertThat(channel.greatestDemand()).isEqualTo(NodeLink.WINDOW);
  }
}
