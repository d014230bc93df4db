package dev.troupe.supervision;

import dev.troupe.model.Event;
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

  private final ActorTestKit kit = ActorTestKit.create();
  private final ActorRef<Announcer.Command> announcer = kit.spawn(Announcer.create());
  private final TestProbe<Event> subscriber = kit.createTestProbe(Event.class);

  @AfterEach
  void endKit() {
    kit.shutdownTestKit();
  }

  private void subscribe(TestProbe<Event> one) {
    announcer.tell(new Announcer.Subscribe(one.ref()));
  }

  @Test
  void tellsEverySubscriber() {
    var another = kit.createTestProbe(Event.class);
    subscribe(subscriber);
    subscribe(another);
    announcer.tell(new Announcer.Announce(EVENT));
    subscriber.expectMessage(EVENT);
    another.expectMessage(EVENT);
  }

  @Test
  void tellsNothingOfWhatWasBefore() {
    announcer.tell(new Announcer.Announce(EARLIER));
    subscribe(subscriber);
    announcer.tell(new Announcer.Announce(EVENT));
    subscriber.expectMessage(EVENT);
  }

  @Test
  void tellsASubscriberOnceHoweverOftenItAsked() {
    subscribe(subscriber);
    subscribe(subscriber);
    announcer.tell(new Announcer.Announce(EVENT));
    announcer.tell(new Announcer.Announce(LATER));
    subscriber.expectMessage(EVENT);
    subscriber.expectMessage(LATER);
  }

  @Test
  void goesOnWhenASubscriberHasEnded() {
    var another = kit.createTestProbe(Event.class);
    subscribe(another);
    subscribe(subscriber);
    another.stop();
    announcer.tell(new Announcer.Announce(EVENT));
    subscriber.expectMessage(EVENT);
  }
}
