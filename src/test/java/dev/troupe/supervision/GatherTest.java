package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Dependency;
import dev.troupe.model.Dependency.Condition;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import dev.troupe.model.Usage;
import dev.troupe.supervision.Errands.Errand;
import dev.troupe.supervision.Gather.Gathered;
import dev.troupe.supervision.instance.Instance;
import dev.troupe.supervision.instance.Instance.Reply;
import dev.troupe.supervision.instance.Numbered;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** App {@code db} has instance 0, app {@code web} instance 1. */
class GatherTest {
  private static final Dependency ON_DB = new Dependency("db", Condition.STARTED);

  private final ActorTestKit kit = FakeTime.kit();
  private final TestProbe<Gathered> client = kit.createTestProbe(Gathered.class);
  private final TestProbe<App.Command> db = kit.createTestProbe(App.Command.class);
  private final TestProbe<App.Command> web = kit.createTestProbe(App.Command.class);

  private final Roster.Entry dbEntry = entry(0, "db", db.ref());
  private final Roster.Entry webEntry = entry(1, "web", web.ref());
  private final Errands none = Errands.none(Roster.EMPTY.with(dbEntry).with(webEntry));
  private final Errand startDb = Errand.toInstance(dbEntry, 0, Instance.Stop::new);
  private final Errand startWeb =
      Errand.toInstance(webEntry, 1, Instance.Stop::new).in(2).after(List.of(ON_DB));

  @AfterEach
  void endKit() {
    kit.shutdownTestKit();
  }

  private static Roster.Entry entry(int id, String name, ActorRef<App.Command> app) {
    return Roster.Entry.of(id, app, Specs.app(name, 1, Path.of("/p"))).with(instance(id, null));
  }

  private static Numbered instance(int id, @Nullable ExitStatus exit) {
    var now = Instant.EPOCH;
    var stopped = InstanceState.STOPPED;
    var snapshot =
        new InstanceSnapshot(
            id,
            0,
            "u",
            stopped,
            null,
            now,
            now,
            0,
            0,
            null,
            exit,
            null,
            Usage.NONE,
            true,
            null,
            null);
    return new Numbered(0, 0, snapshot, null);
  }

  private static Reply settled(int id) {
    return new Reply.Settled(instance(id, null));
  }

  private ActorRef<Object> gather(Errands errands) {
    var gather = kit.spawn(Gather.create(errands, Function.identity(), client.ref()));
    errands.atOnce().forEach(errand -> errand.send(gather.narrow()));
    gather.tell(new Gather.Begun());
    return gather;
  }

  private static void reply(TestProbe<App.Command> app, Reply reply) {
    ((App.ToInstance) app.receiveMessage()).request().replyTo().tell(reply);
  }

  private List<String> problems() {
    return client.receiveMessage().problems();
  }

  @Test
  void handsAllRepliesOnTogetherInTheOrderTheyCameAndStops() {
    var gather = gather(none.and(startDb).and(startDb));
    var request = ((App.ToInstance) db.receiveMessage()).request();
    var refused = new Reply.Refused(0, "db[0] has no process");
    request.replyTo().tell(refused);
    request.replyTo().tell(settled(0));
    client.expectMessage(new Gathered(List.of(refused, settled(0)), List.of()));
    client.expectTerminated(gather);
  }

  @Test
  void answersAtOnceIfThereIsNothingToDo() {
    gather(none);
    client.expectMessage(new Gathered(List.of(), List.of()));
  }

  @Test
  void beginsAStageWhenAllRepliesToTheOneBeforeAreIn() {
    gather(none.and(startWeb).and(startDb));
    var request = ((App.ToInstance) db.receiveMessage()).request();
    Stillness.keepsSilent(web);
    request.replyTo().tell(settled(0));
    reply(web, settled(1));
    client.expectMessage(new Gathered(List.of(settled(0), settled(1)), List.of()));
  }

  @Test
  void leavesOutWhatComesAfterAnAppThatHasFailed() {
    gather(none.and(startDb).and(startWeb));
    reply(db, new Reply.Refused(0, "db[0] cannot be started"));
    assertThat(problems())
        .containsExactly("web is not started: its dependency db failed: db[0] cannot be started");
  }

  @Test
  void leavesOutWhatComesAfterAnAppThatIsLeftOut() {
    var last = startDb.in(3).after(List.of(new Dependency("web", Condition.READY)));
    gather(none.unmet(ON_DB, "is stopped").and(startWeb).and(last));
    assertThat(problems())
        .containsExactly(
            "web is not started: its dependency db is stopped",
            "db is not started: its dependency web is not started");
  }

  @Test
  void goesOnAfterAnAppThatHasEndedWell() {
    gather(none.and(Errand.awaitEnd(dbEntry, 0).in(1)).and(startWeb));
    reply(db, new Reply.Settled(instance(0, new ExitStatus.Exited(0))));
    reply(web, settled(1));
    assertThat(problems()).isEmpty();
  }

  @Test
  void leavesOutWhatComesAfterAnAppThatHasEndedBadly() {
    gather(none.and(Errand.awaitEnd(dbEntry, 0).in(1)).and(startWeb));
    reply(db, new Reply.Settled(instance(0, new ExitStatus.Exited(3))));
    assertThat(problems())
        .containsExactly("web is not started: its dependency db ended with exit code 3");
  }

  @Test
  void doesNotWaitForAnAppThatIsDeletedMeanwhile() {
    gather(none.and(startDb).and(startWeb));
    db.receiveMessage();
    db.stop();
    assertThat(problems())
        .containsExactly("db was deleted", "web is not started: its dependency db was deleted");
  }

  @Test
  void sendsNothingBeforeWhatIsSentAtOnceIsOnItsWay() {
    var onWorker = new Dependency("worker", Condition.STARTED);
    var errands = none.and(startDb).and(startDb.after(List.of(onWorker)));
    var gather = kit.spawn(Gather.create(errands, Function.identity(), client.ref()));
    Stillness.keepsSilent(db);
    errands.atOnce().forEach(errand -> errand.send(gather.narrow()));
    gather.tell(new Gather.Begun());
    reply(db, settled(0));
    reply(db, settled(0));
    assertThat(problems()).isEmpty();
  }
}
