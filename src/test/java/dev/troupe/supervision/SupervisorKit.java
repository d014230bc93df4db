package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSnapshot;
import dev.troupe.model.AppSpec;
import dev.troupe.model.Event;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.os.ChildFiles;
import dev.troupe.supervision.Supervisor.Answer;
import dev.troupe.supervision.Supervisor.Command;
import dev.troupe.supervision.Supervisor.IfKnown;
import dev.troupe.supervision.ports.Ports;
import dev.troupe.supervision.saved.SavedState;
import dev.troupe.supervision.saved.StateFile;
import dev.troupe.supervision.surroundings.Surroundings;
import dev.troupe.supervision.surroundings.Upkeep;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;

/** A supervisor on a fake machine, and a client of it. */
final class SupervisorKit implements AutoCloseable {
  static final Duration GRACE = Duration.ofMillis(1600);

  final ActorTestKit kit = FakeTime.kit();
  final FakeTime time = FakeTime.of(kit);
  final FakeMachine machine = new FakeMachine();
  final FakeFiles files = new FakeFiles();
  final TestProbe<Answer> client = kit.createTestProbe(Answer.class);
  final TestProbe<Event> events = kit.createTestProbe(Event.class);
  private final StateFile file;
  private final Path home;
  private ActorRef<Command> supervisor;
  private final TestProbe<Supervisor.Listing> listing =
      kit.createTestProbe(Supervisor.Listing.class);

  SupervisorKit(Path home) {
    this.home = home;
    file = new StateFile(home.resolve("state.json"));
    supervisor = begins(SavedState.empty("boot"));
  }

  private ActorRef<Command> begins(SavedState state) {
    var heritage = Heritage.takeOver(state, machine.machine(), machine::output);
    var around =
        new Surroundings(
            machine.machine(),
            machine::output,
            kit.<Ports.Command>createTestProbe().ref(),
            time,
            Runnable::run,
            Duration.ofMinutes(5),
            new ChildFiles(home, home.resolve("run/troupe")),
            home.toString(),
            2,
            events.ref()::tell,
            heritage.ledger(file::write, Runnable::run, Duration.ZERO),
            new Upkeep(ZoneOffset.UTC, files),
            _ -> {});
    return kit.spawn(Supervisor.create(around, heritage));
  }

  /** Another supervisor goes on with what was written by then; the first is heard no more. */
  void daemonDies() {
    daemonDies(() -> {});
  }

  /**
   * The same.
   *
   * @param meanwhile happens while there is none
   */
  void daemonDies(Runnable meanwhile) {
    var state = file.read("boot");
    kit.stop(supervisor);
    machine.losesPipes();
    meanwhile.run();
    supervisor = begins(state);
  }

  /** Declares an app of one instance that prints that it is ready. */
  void declaresReady(AppSpec app) {
    tell(to -> new Supervisor.Declare(List.of(app), IfKnown.START, 0, to));
    awaits(0, one -> one.pid() != null);
    machine.prints("listening on 80\n");
    assertThat(client.receiveMessage()).isInstanceOf(Answer.Acted.class);
  }

  /** Asks without waiting for the answer. */
  void tell(Function<ActorRef<Answer>, Command> request) {
    supervisor.tell(request.apply(client.ref()));
  }

  Answer ask(Function<ActorRef<Answer>, Command> request) {
    tell(request);
    return client.receiveMessage();
  }

  /** The answer to a request that all instances carry out. */
  Answer.Acted acts(Function<ActorRef<Answer>, Command> request) {
    var answer = ask(request);
    assertThat(answer).isInstanceOf(Answer.Acted.class);
    var acted = (Answer.Acted) answer;
    assertThat(acted.problems()).isEmpty();
    return acted;
  }

  List<InstanceSnapshot> declares(AppSpec... specs) {
    return instances(
        acts(to -> new Supervisor.Declare(List.of(specs), IfKnown.START, 0, to)).apps());
  }

  List<InstanceSnapshot> starts(String target) {
    return instances(acts(to -> new Supervisor.Start(target, Map.of(), to)).apps());
  }

  List<InstanceSnapshot> stops(String target) {
    return instances(acts(to -> new Supervisor.Stop(target, to)).apps());
  }

  List<InstanceSnapshot> deletes(String target) {
    return instances(acts(to -> new Supervisor.Delete(target, to)).apps());
  }

  /** The apps as they are once nobody has anything left to do. */
  List<AppSnapshot> apps(String target) {
    Stillness.comes();
    supervisor.tell(new Supervisor.ListApps(target, listing.ref()));
    return listing.receiveMessage().apps();
  }

  List<InstanceSnapshot> lists(String target) {
    return instances(apps(target));
  }

  InstanceSnapshot lists(int id) {
    var one = lists("" + id);
    assertThat(one).hasSize(1);
    return one.getFirst();
  }

  /** Waits until an instance is seen to be like that. */
  InstanceSnapshot awaits(int id, Predicate<InstanceSnapshot> condition) {
    return client.awaitAssert(
        () -> {
          var one = lists(id);
          assertThat(one).matches(condition);
          return one;
        });
  }

  /** The present child of an instance. */
  FakeChild childOf(int id) {
    return machine.child(Objects.requireNonNull(lists(id).pid()));
  }

  /** Waits until this has happened. */
  void hears(Class<? extends Event> kind) {
    events.fishForMessage(
        Stillness.PATIENCE,
        event ->
            kind.isInstance(event)
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }

  static List<InstanceSnapshot> instances(List<AppSnapshot> apps) {
    return apps.stream().flatMap(app -> app.instances().stream()).toList();
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }
}
