package dev.troupe.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sockets that share a port. */
@Tag("os")
class SocketGroupTest {
  private static final ListenAddress.Tcp LOOPBACK = new ListenAddress.Tcp("127.0.0.1", 0, false);

  @TempDir Path home;
  private Stage stage;

  @BeforeEach
  void openStage() {
    stage = Stage.open(EngineChoice.LINUX, home);
  }

  @AfterEach
  void nothingIsLeft() {
    stage.close();
  }

  @Test
  void allMembersHaveTheRealPort() {
    try (var group = group(LOOPBACK)) {
      var first = Opened.value(group.add());
      var second = Opened.value(group.add());
      assertThat(group.address().port()).isPositive();
      assertThat(group.address().host()).isEqualTo("127.0.0.1");
      assertThat(List.of(first.address(), second.address())).containsOnly(group.address());
    }
  }

  @Test
  void spreadsConnectionsOverAllMembers() {
    try (var group = group(LOOPBACK)) {
      var takers = accepting(members(group, 4));
      connect(group, 400);
      awaitTotal(takers, 400);
      assertThat(takers).allSatisfy(taker -> assertThat(taker.taken()).isBetween(50, 150));
    }
  }

  @Test
  void keepsConnectionsUntilSomebodyAccepts() {
    try (var group = group(LOOPBACK)) {
      var members = members(group, 1);
      connect(group, 20);
      awaitTotal(accepting(members), 20);
    }
  }

  @Test
  void steersConnectionsToTheChosenMembersOnly() {
    try (var group = group(LOOPBACK)) {
      var members = members(group, 4);
      var takers = accepting(members);
      group.steerTo(Set.of(members.get(1), members.get(3)));
      connect(group, 100);
      awaitTotal(takers, 100);
      assertThat(takers.get(1).taken()).isBetween(20, 80);
      assertThat(takers.get(3).taken()).isEqualTo(100 - takers.get(1).taken());
    }
  }

  @Test
  void steersToAllAgain() {
    try (var group = group(LOOPBACK)) {
      var members = members(group, 2);
      var takers = accepting(members);
      group.steerTo(Set.of(members.get(0)));
      group.steerTo(Set.of());
      connect(group, 100);
      awaitTotal(takers, 100);
      assertThat(takers.get(0).taken()).isBetween(20, 80);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void keepsSteeringToTheSameMemberWhenAnotherIsRemoved(int chosen) {
    for (int removed = 0; removed < 4; removed++) {
      if (removed != chosen) {
        steersOnAfterRemoving(chosen, removed);
      }
    }
  }

  private void steersOnAfterRemoving(int chosen, int removed) {
    try (var group = group(LOOPBACK)) {
      var members = members(group, 4);
      var takers = accepting(members);
      group.steerTo(Set.of(members.get(chosen)));
      group.remove(members.get(removed));
      connect(group, 20);
      awaitTotal(takers, 20);
      assertThat(takers.get(chosen).taken()).isEqualTo(20);
    }
  }

  @Test
  void givesConnectionsToAllOnceTheChosenMemberIsRemoved() {
    try (var group = group(LOOPBACK)) {
      var members = members(group, 3);
      var takers = accepting(members);
      group.steerTo(Set.of(members.get(0)));
      group.remove(members.get(0));
      connect(group, 100);
      awaitTotal(takers, 100);
      assertThat(takers.get(1).taken()).isBetween(20, 80);
    }
  }

  @Test
  void aNewMemberGetsNothingWhileOthersAreChosen() {
    try (var group = group(LOOPBACK)) {
      var members = members(group, 2);
      group.steerTo(Set.copyOf(members));
      members.add(Opened.value(group.add()));
      var takers = accepting(members);
      connect(group, 50);
      awaitTotal(takers, 50);
      assertThat(takers.get(2).taken()).isZero();
    }
  }

  @Test
  void aClosedMemberLeavesTheGroupThoughAChildHasIt() {
    try (var group = group(LOOPBACK)) {
      var members = members(group, 2);
      stage.launch(stage.wired(false, List.of(members.get(0)), "sleep", "1000"));
      members.get(0).close();
      var takers = accepting(members);
      connect(group, 30);
      awaitTotal(takers, 30);
      assertThat(takers.get(1).taken()).isEqualTo(30);
    }
  }

  @Test
  void takesNoConnectionAfterAcceptingHasStopped() {
    try (var group = group(LOOPBACK)) {
      var member = members(group, 1).getFirst();
      var early = new Taker();
      member.accept(early);
      connect(group, 5);
      Waiting.until("accepted", () -> early.taken() == 5);
      member.stopAccepting();
      connect(group, 5);
      var late = new Taker();
      member.accept(late);
      Waiting.until("accepted", () -> late.taken() == 5);
      assertThat(early.taken()).isEqualTo(5);
    }
  }

  @Test
  void refusesAPortThatAnotherGroupHas() {
    try (var group = group(LOOPBACK)) {
      members(group, 1);
      assertThat(refusal(group.address()))
          .isEqualTo(
              new SocketResult.Refused<SocketGroup>(
                  98,
                  "cannot listen on 127.0.0.1 port "
                      + group.address().port()
                      + ": Address already in use"));
    }
  }

  @Test
  void refusesAPortThatAStrangerHas() throws IOException {
    try (var stranger = new ServerSocket(0)) {
      assertThat(refusal(new ListenAddress.Tcp(null, stranger.getLocalPort(), false)).errno())
          .isEqualTo(98);
    }
  }

  @Test
  void refusesAHostThatIsNoAddress() {
    assertThat(refusal(new ListenAddress.Tcp("localhost", 80, false)))
        .isEqualTo(
            new SocketResult.Refused<SocketGroup>(
                22,
                "cannot listen on localhost port 80: its host must be an IP address of that kind,"
                    + " such as 127.0.0.1"));
  }

  @Test
  void refusesAnAddressThisMachineDoesNotHave() {
    assertThat(refusal(new ListenAddress.Tcp("192.0.2.1", 0, false)).errno()).isEqualTo(99);
  }

  @Test
  void listensOnBothFamiliesWithoutAHost() throws IOException {
    try (var group = group(new ListenAddress.Tcp(null, 0, false))) {
      var takers = accepting(members(group, 1));
      Client.connect("127.0.0.1", group.address().port()).close();
      Client.connect("::1", group.address().port()).close();
      awaitTotal(takers, 2);
    }
  }

  @Test
  void leavesIpv4AloneIfOnlyIpv6IsAskedFor() throws IOException {
    try (var group = group(new ListenAddress.Tcp("::", 0, true))) {
      members(group, 1);
      var v4 = new ListenAddress.Tcp("0.0.0.0", group.address().port(), false);
      try (var other = group(v4)) {
        assertThat(other.address().port()).isEqualTo(group.address().port());
      }
    }
  }

  @Test
  void theAddressIsFreeOnceTheGroupIsClosedThoughAChildHasASocket() {
    var group = group(LOOPBACK);
    stage.launch(stage.wired(false, List.copyOf(members(group, 1)), "sleep", "1000"));
    group.close();
    try (var next = group(group.address())) {
      awaitConnection(next);
    }
  }

  private void awaitConnection(SocketGroup group) {
    var takers = accepting(members(group, 1));
    connect(group, 1);
    awaitTotal(takers, 1);
  }

  private SocketGroup group(ListenAddress.Tcp address) {
    return Opened.value(stage.machine.sockets().group(address, 511));
  }

  private SocketResult.Refused<SocketGroup> refusal(ListenAddress.Tcp address) {
    return Opened.refused(stage.machine.sockets().group(address, 511));
  }

  private static List<BoundSocket> members(SocketGroup group, int count) {
    var members = new ArrayList<BoundSocket>();
    IntStream.range(0, count).forEach(_ -> members.add(Opened.value(group.add())));
    return members;
  }

  private static List<Taker> accepting(List<BoundSocket> members) {
    var takers = new ArrayList<Taker>();
    for (var member : members) {
      var taker = new Taker();
      member.accept(taker);
      takers.add(taker);
    }
    return takers;
  }

  private static void awaitTotal(List<Taker> takers, int total) {
    Waiting.until(
        total + " connections", () -> takers.stream().mapToInt(Taker::taken).sum() == total);
  }

  private static void connect(SocketGroup group, int count) {
    for (int i = 0; i < count; i++) {
      try {
        Client.connect(group).close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
