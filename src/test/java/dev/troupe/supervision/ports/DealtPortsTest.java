package dev.troupe.supervision.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.os.ListenAddress.Tcp;
import dev.troupe.supervision.FakeSockets;
import dev.troupe.supervision.FakeSockets.FakeConnection;
import dev.troupe.supervision.ports.ForWorker.Granted;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class DealtPortsTest extends PortsKit {

  @Test
  void releasesAWorkerAfterAllItWasDealt() {
    var worker = dealtTo(ZERO).serves(WEB);
    eventually(() -> assertThat(group().member(0).isAccepting()).isTrue());
    var connection = group().member(0).connects();
    ports.tell(new Ports.WorkerEnded(ZERO, true, worker.link.ref()));
    assertThat(worker.isHanded()).isSameAs(connection);
    worker.link.expectMessage(new ForWorker.Released());
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
}
