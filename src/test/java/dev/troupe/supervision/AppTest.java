package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.InstanceState;
import dev.troupe.os.ChildFiles;
import dev.troupe.supervision.instance.Instance;
import dev.troupe.supervision.instance.Instance.Reply;
import dev.troupe.supervision.ports.Ports;
import dev.troupe.supervision.saved.Identity;
import dev.troupe.supervision.saved.Ledger;
import dev.troupe.supervision.surroundings.Surroundings;
import dev.troupe.supervision.surroundings.Upkeep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppTest {
  private static final long KEY = 3;

  private final ActorTestKit kit = FakeTime.kit();
  private final FakeMachine machine = new FakeMachine();
  private final TestProbe<Supervisor.FromApp> owner = kit.createTestProbe(Supervisor.FromApp.class);
  private final TestProbe<Reply> client = kit.createTestProbe(Reply.class);
  private @TempDir Path folder;
  private ActorRef<App.Command> app;

  @BeforeEach
  void spawnApp() {
    var around =
        new Surroundings(
            machine.machine(),
            machine::output,
            kit.<Ports.Command>createTestProbe().ref(),
            FakeTime.of(kit),
            Runnable::run,
            Duration.ofMinutes(5),
            new ChildFiles(Path.of("/home"), Path.of("/run/troupe/home")),
            "/home",
            2,
            _ -> {},
            Ledger.NONE,
            Upkeep.NONE,
            _ -> {});
    app = kit.spawn(App.create(around, KEY, Specs.app("api", 1, folder), owner.ref()));
  }

  @AfterEach
  void endKit() {
    kit.shutdownTestKit();
  }

  private void fill(boolean start, int... ids) {
    var slots = IntStream.of(ids).mapToObj(id -> new Identity(0, id, id, 0, "u"));
    app.tell(new App.Fill(slots.toList(), start, client.ref()));
  }

  private List<InstanceState> replies(int number) {
    return client.receiveSeveralMessages(number).stream()
        .map(reply -> ((Reply.Settled) reply).instance().snapshot().state())
        .toList();
  }

  @Test
  void repliesForEachSlotItFills() {
    fill(true, 0, 1);
    assertThat(replies(2)).containsOnly(InstanceState.ONLINE);
  }

  @Test
  void repliesForSlotsThatStayStoppedToo() {
    fill(false, 0, 1);
    assertThat(replies(2)).containsOnly(InstanceState.STOPPED);
  }

  @Test
  void startsNewInstancesWithWhatIsWantedNow() {
    app.tell(new App.Want(Specs.app("api", 1, folder).withEnv(Map.of("PORT", "80"))));
    fill(true, 0);
    replies(1);
    assertThat(machine.lastPlan().env()).containsEntry("PORT", "80");
  }

  @Test
  void refusesARequestToAnInstanceThatHasLeft() {
    app.tell(new App.ToInstance(7, new Instance.Stop(client.ref())));
    client.expectMessage(new Reply.Refused(7, "7 was deleted"));
  }

  @Test
  void tellsItsOwnerOfADeletedInstance() {
    fill(true, 0);
    replies(1);
    app.tell(new App.ToInstance(0, new Instance.Delete(client.ref())));
    client.expectMessageClass(Reply.Deleted.class);
    owner.fishForMessage(
        Stillness.PATIENCE,
        message ->
            message.equals(new Supervisor.InstanceEnded(KEY, 0))
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }

  private void ownerHears(Predicate<Supervisor.FromApp> expected) {
    owner.fishForMessage(
        Stillness.PATIENCE,
        message ->
            expected.test(message)
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }

  private void beginReload(int... ids) {
    var spec = Specs.app("api", 1, folder).withEnv(Map.of("PORT", "80"));
    app.tell(new App.BeginReload(IntStream.of(ids).boxed().toList(), spec, 1, null, client.ref()));
  }

  @Test
  void repliesForEachInstanceItReloadsAndTellsItsOwnerOfTheEnd() {
    fill(true, 0, 1);
    replies(2);
    beginReload(0, 1, 7);
    client.expectMessage(new Reply.Refused(7, "7 was deleted"));
    assertThat(replies(2)).containsOnly(InstanceState.ONLINE);
    ownerHears(message -> message instanceof Supervisor.ReloadEnded);
  }

  @Test
  void tellsItsOwnerOfTheEndOfAReloadThatFindsNothing() {
    beginReload(7);
    client.expectMessage(new Reply.Refused(7, "7 was deleted"));
    ownerHears(message -> message instanceof Supervisor.ReloadEnded);
  }

  @Test
  void repliesAtOnceToACancelIfNoReloadIsUnderWay() {
    fill(true, 0);
    replies(1);
    app.tell(new App.CancelReload(List.of(0, 7), client.ref()));
    assertThat(replies(1)).containsExactly(InstanceState.ONLINE);
    client.expectMessage(new Reply.Refused(7, "7 was deleted"));
  }
}
