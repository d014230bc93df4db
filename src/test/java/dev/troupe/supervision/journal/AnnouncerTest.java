package dev.troupe.supervision.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Event;
import dev.troupe.model.Happening;
import dev.troupe.model.ReloadReport;
import dev.troupe.model.Tally;
import dev.troupe.supervision.FakeTime;
import java.time.Duration;
import java.time.Instant;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
  private static final Event EVENT = new Event.Stopped(Instant.EPOCH, "api", 0);
  private static final Event LATER = new Event.Deleted(Instant.EPOCH, "api", 0);
  private static final Event EARLIER = new Event.Online(Instant.EPOCH, "api", 0, 4711);

  private final ActorTestKit kit = FakeTime.kit();
  private final TestProbe<Journal.Command> journal = kit.createTestProbe(Journal.Command.class);
  private final ActorRef<Announcer.Command> announcer =
      kit.spawn(Announcer.create(41, journal.ref()));
  private final TestProbe<Happening> subscriber = kit.createTestProbe(Happening.class);

  @AfterEach
  void endKit() {
    kit.shutdownTestKit();
  }

  private void subscribe(TestProbe<Happening> one) {
    announcer.tell(new Announcer.Subscribe(one.ref()));
  }

  @Test
  void tellsEverySubscriber() {
    var another = kit.createTestProbe(Happening.class);
    subscribe(subscriber);
    subscribe(another);
    announcer.tell(new Announcer.Announce(EVENT));
    subscriber.expectMessage(new Happening(42, EVENT));
    another.expectMessage(new Happening(42, EVENT));
  }

  @Test
  void tellsNothingOfWhatWasBefore() {
    announcer.tell(new Announcer.Announce(EARLIER));
    subscribe(subscriber);
    announcer.tell(new Announcer.Announce(EVENT));
    subscriber.expectMessage(new Happening(43, EVENT));
  }

  @Test
  void countsWhatHasHappened() {
    var asker = kit.createTestProbe(Tally.class);
    var report = ReloadReport.cancelled(Instant.EPOCH, "called off");
    announcer.tell(new Announcer.Announce(new Event.ReloadEnded(Instant.EPOCH, "api", report)));
    announcer.tell(new Announcer.Count(asker.ref()));
    assertThat(asker.receiveMessage(Duration.ofSeconds(10)).reloads()).containsOnlyKeys("api");
  }

  @Test
  void hasEachEventKept() {
    announcer.tell(new Announcer.Announce(EVENT));
    journal.expectMessage(new Journal.Keep(new Happening(42, EVENT)));
  }

  @Test
  void beginsToTellWhereTheRecollectionEnds() {
    var query = new Journal.Query(0, null, null, Journal.MOST);
    var asker = kit.createTestProbe(Journal.Recalled.class);
    announcer.tell(new Announcer.Announce(EARLIER));
    announcer.tell(new Announcer.Recall(query, subscriber.ref(), asker.ref()));
    announcer.tell(new Announcer.Announce(EVENT));
    journal.expectMessage(new Journal.Keep(new Happening(42, EARLIER)));
    journal.expectMessage(new Journal.Recall(query, asker.ref()));
    subscriber.expectMessage(new Happening(43, EVENT));
  }

  @Test
  void tellsASubscriberOnceHoweverOftenItAsked() {
    subscribe(subscriber);
    subscribe(subscriber);
    announcer.tell(new Announcer.Announce(EVENT));
    announcer.tell(new Announcer.Announce(LATER));
    subscriber.expectMessage(new Happening(42, EVENT));
    subscriber.expectMessage(new Happening(43, LATER));
  }

  @Test
  void goesOnWhenASubscriberHasEnded() {
    var another = kit.createTestProbe(Happening.class);
    subscribe(another);
    subscribe(subscriber);
    another.stop();
    announcer.tell(new Announcer.Announce(EVENT));
    subscriber.expectMessage(new Happening(42, EVENT));
  }
}
