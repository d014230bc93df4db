package dev.troupe.supervision.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Event;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import dev.troupe.os.BoundSocket;
import dev.troupe.os.ChildFiles;
import dev.troupe.os.Handle;
import dev.troupe.os.ListenAddress;
import dev.troupe.os.ProcessId;
import dev.troupe.policy.HookCall;
import dev.troupe.policy.RestartHistory;
import dev.troupe.supervision.FakeMachine;
import dev.troupe.supervision.FakeTime;
import dev.troupe.supervision.Specs;
import dev.troupe.supervision.Stillness;
import dev.troupe.supervision.instance.Instance.Reply;
import dev.troupe.supervision.link.NodeLink;
import dev.troupe.supervision.ports.Ports;
import dev.troupe.supervision.saved.Identity;
import dev.troupe.supervision.saved.Ledger;
import dev.troupe.supervision.surroundings.Surroundings;
import dev.troupe.supervision.surroundings.Upkeep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** An instance on a fake machine, its owner, and a client of it. */
final class InstanceKit implements AutoCloseable {
  static final Duration GRACE = Duration.ofMillis(1600);

  final ActorTestKit kit = FakeTime.kit();
  final FakeTime time = FakeTime.of(kit);
  final FakeMachine machine = new FakeMachine();
  final List<Event> events = Collections.synchronizedList(new ArrayList<>());
  final List<HookCall> calls = Collections.synchronizedList(new ArrayList<>());
  final TestProbe<Instance.Notice> owner = kit.createTestProbe(Instance.Notice.class);
  final TestProbe<Reply> client = kit.createTestProbe(Reply.class);
  final TestProbe<Ports.Command> ports = kit.createTestProbe(Ports.Command.class);
  final TestProbe<NodeLink.Command> link = kit.createTestProbe(NodeLink.Command.class);
  final FakeLinks links = new FakeLinks(link);
  private @Nullable AppSpec spec;
  private @Nullable ActorRef<Instance.Command> instance;

  /** From now on it is about a new instance of this app. */
  void bears(AppSpec wanted) {
    bears(wanted, Runnable::run);
  }

  /**
   * The same.
   *
   * @param blocking runs what blocks
   */
  void bears(AppSpec wanted, Executor blocking) {
    var around =
        new Surroundings(
            machine.machine(),
            machine::output,
            ports.ref(),
            time,
            blocking,
            Duration.ofSeconds(30),
            new ChildFiles(Path.of("/home"), Path.of("/run/troupe/home")),
            "/home",
            2,
            events::add,
            Ledger.NONE,
            Upkeep.NONE,
            calls::add);
    spec = wanted;
    instance =
        kit.spawn(
            Instance.create(
                around,
                links,
                wanted,
                new Identity(0, 0, 0, 0, "u"),
                RestartHistory.begun(time.instant()),
                owner.ref()));
  }

  AppSpec spec() {
    return Objects.requireNonNull(spec);
  }

  ActorRef<Instance.Command> instance() {
    return Objects.requireNonNull(instance);
  }

  void tell(Function<ActorRef<Reply>, Instance.Command> request) {
    instance().tell(request.apply(client.ref()));
  }

  /** Waits until the instance is seen to do this. */
  InstanceSnapshot sees(InstanceState state) {
    InstanceSnapshot seen;
    do {
      seen = owner.expectMessageClass(Instance.Changed.class).instance().snapshot();
    } while (seen.state() != state);
    return seen;
  }

  /** Waits until the instance is seen to have another child that is not ready yet. */
  InstanceSnapshot seesChild() {
    InstanceSnapshot seen;
    do {
      seen = sees(InstanceState.LAUNCHING);
    } while (seen.pid() == null);
    return seen;
  }

  InstanceSnapshot settled() {
    return client.expectMessageClass(Reply.Settled.class).instance().snapshot();
  }

  String refused() {
    return client.expectMessageClass(Reply.Refused.class).reason();
  }

  void deleted() {
    client.expectMessageClass(Reply.Deleted.class);
  }

  void hearsNothing() {
    Stillness.keepsSilent(client);
  }

  /** Asks for a start without waiting for the answer. */
  void begins() {
    tell(to -> new Instance.Start(spec(), to));
  }

  /** Asks for a start that ends with a child that is not ready yet. */
  void beginsUnready() {
    begins();
    assertThat(seesChild().ready()).isFalse();
    hearsNothing();
  }

  void starts() {
    begins();
    assertThat(settled().state()).isEqualTo(InstanceState.ONLINE);
    sees(InstanceState.ONLINE);
  }

  /** Gives the sockets that the next child is to inherit. */
  void inherits() {
    ports
        .expectMessageClass(Ports.Inherit.class)
        .replyTo()
        .tell(new Ports.Inherited(List.of(new FakeSocket()), null));
  }

  /** The present child. */
  ProcessId child() {
    return machine.last().id();
  }

  /** Waits until the present child was sent these signals. */
  void awaitsSignals(Integer... numbers) {
    var child = child();
    client.awaitAssert(() -> assertThat(machine.signalsTo(child)).contains(numbers));
  }

  /** Lets time pass until the present child was asked so often how it is. */
  void probes(int times) {
    client.awaitAssert(
        () -> {
          time.passes(Specs.PROBE_INTERVAL);
          return assertThat(machine.probedPorts()).hasSizeGreaterThanOrEqualTo(times);
        });
  }

  boolean heard(Class<? extends Event> kind) {
    synchronized (events) {
      return events.stream().anyMatch(kind::isInstance);
    }
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }

  /** A socket of which nobody accepts. */
  static final class FakeSocket implements BoundSocket {
    @Override
    public ListenAddress address() {
      return new ListenAddress.Tcp(null, 80, false);
    }

    @Override
    public OptionalLong inode() {
      return OptionalLong.empty();
    }

    @Override
    public void accept(Consumer<Handle> taker) {}

    @Override
    public void stopAccepting() {}

    @Override
    public void close() {}
  }
}
