package dev.troupe.supervision.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Balance;
import dev.troupe.model.SocketSpec;
import dev.troupe.os.BoundSocket;
import dev.troupe.os.ListenAddress;
import dev.troupe.os.ListenAddress.Tcp;
import dev.troupe.supervision.FakeSockets;
import dev.troupe.supervision.FakeSockets.FakeConnection;
import dev.troupe.supervision.FakeSockets.FakeGroup;
import dev.troupe.supervision.FakeTime;
import dev.troupe.supervision.ports.ForWorker.Granted;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;

/** Ports without a machine, and the workers and heirs that a test lets them have. */
abstract class PortsKit {
  static final ListenAddress WEB = new Tcp(null, 3000, false);
  static final Tenant ZERO = new Tenant(1, 0, 1);
  static final Tenant ONE = new Tenant(1, 1, 1);
  static final Tenant NEXT_ZERO = new Tenant(1, 0, 2);
  static final Tenant OTHER = new Tenant(2, 0, 1);
  static final int EADDRINUSE = 98;
  static final int EACCES = 13;

  final ActorTestKit kit = FakeTime.kit();
  final FakeTime time = FakeTime.of(kit);
  final FakeSockets sockets = new FakeSockets();
  final ActorRef<Ports.Command> ports =
      kit.spawn(Ports.create(sockets, _ -> {}, FormerPlaces.NONE));
  final TestProbe<Ports.Inherited> heir = kit.createTestProbe(Ports.Inherited.class);

  @AfterEach
  void endKit() {
    kit.shutdownTestKit();
  }

  /** The link of one worker. */
  final class Worker {
    private final Tenant tenant;
    private final Balance balance;
    final TestProbe<ForWorker> link = kit.createTestProbe(ForWorker.class);

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
      return (FakeConnection) link.expectMessageClass(ForWorker.Connection.class).connection();
    }

    void ends(boolean isReturning) {
      ports.tell(new Ports.ChildEnded(tenant, isReturning));
    }
  }

  Worker worker(Tenant tenant) {
    return new Worker(tenant);
  }

  Worker dealtTo(Tenant tenant) {
    return new Worker(tenant, Balance.ROUND_ROBIN);
  }

  static String key(ListenAddress address) {
    return Place.of(address, 1, 0).key();
  }

  FakeGroup group() {
    return sockets.group(0);
  }

  void eventually(Runnable assertion) {
    heir.awaitAssert(
        () -> {
          assertion.run();
          return true;
        });
  }

  void eventuallyFavours(BoundSocket... members) {
    eventually(() -> assertThat(group().favoured()).isEqualTo(Set.of(members)));
  }

  /** What was told before has been done by then, so that its timers run. */
  void passes(Duration duration) {
    assertThat(inherits(OTHER)).isEmpty();
    time.passes(duration);
  }

  List<BoundSocket> inherits(Tenant tenant, SocketSpec... specs) {
    ports.tell(new Ports.Inherit(tenant, List.of(specs), heir.ref()));
    var inherited = heir.receiveMessage();
    assertThat(inherited.failure()).isNull();
    return inherited.sockets();
  }

  static SocketSpec port(int port) {
    return new SocketSpec("web", null, port, null, 511);
  }

  static SocketSpec path(String path) {
    return new SocketSpec("admin", null, 0, path, 511);
  }
}
