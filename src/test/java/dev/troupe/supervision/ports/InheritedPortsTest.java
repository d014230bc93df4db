package dev.troupe.supervision.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.os.ListenAddress.Tcp;
import dev.troupe.supervision.FakeSockets.FakeConnection;
import java.util.List;
import org.junit.jupiter.api.Test;

class InheritedPortsTest extends PortsKit {

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
    worker(ZERO).serves(WEB).ends(true);
    var connection = new FakeConnection();
    ports.tell(new Ports.GivenBack(ZERO, key(WEB), connection, 0));
    inherits(OTHER, path("/run/a.sock"));
    kit.stop(ports);
    assertThat(group().isClosed()).isTrue();
    assertThat(sockets.single(0).isClosed()).isTrue();
    assertThat(connection.isClosed()).isTrue();
  }
}
