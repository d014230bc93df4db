package dev.troupe.http;

import dev.troupe.http.Control.EventQuery;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.Happening;
import dev.troupe.supervision.journal.Announcer;
import dev.troupe.supervision.journal.Journal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/** What has happened and what happens from now on, without a gap between the two. */
final class EventStreams {
  private static final int WAITING = 256;

  /** For reading the journal. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ActorSystem<?> system;
  private final ActorRef<Announcer.Command> announcer;

  EventStreams(ActorSystem<?> system, ActorRef<Announcer.Command> announcer) {
    this.system = system;
    this.announcer = announcer;
  }

  /**
   * The events that are wanted.
   *
   * @param apps that the target means
   */
  Reply.Happenings of(EventQuery query, List<AppSnapshot> apps) {
    var names = query.target().equals("all") ? null : names(query.target(), apps);
    if (!query.isAboutThePast()) {
      return new Reply.Happenings(Source.empty(), query.follow() ? live(names) : Source.empty());
    }
    var after = query.after() == null ? 0 : query.after();
    var wanted = new Journal.Query(after, query.since(), names, query.limit());
    return query.follow()
        ? pastAndLive(wanted)
        : new Reply.Happenings(past(wanted, null), Source.empty());
  }

  private static Set<String> names(String target, List<AppSnapshot> apps) {
    return Stream.concat(Stream.of(target), apps.stream().map(app -> app.spec().name()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** From the moment it is run. */
  private Source<Happening, NotUsed> live(@Nullable Set<String> names) {
    return subscriber()
        .mapMaterializedValue(
            subscriber -> {
              announcer.tell(new Announcer.Subscribe(subscriber));
              return NotUsed.getInstance();
            })
        .filter(one -> names == null || names.contains(one.event().app()));
  }

  /** One message begins the one where the other ends. */
  private Reply.Happenings pastAndLive(Journal.Query wanted) {
    var live = subscriber().preMaterialize(system);
    return new Reply.Happenings(past(wanted, live.first()), live.second().filter(wanted::wants));
  }

  private Source<Happening, NotUsed> past(
      Journal.Query wanted, @Nullable ActorRef<Happening> subscriber) {
    var recalled =
        AskPattern.<Announcer.Command, Journal.Recalled>ask(
            announcer,
            replyTo -> new Announcer.Recall(wanted, subscriber, replyTo),
            PATIENCE,
            system.scheduler());
    return Source.completionStage(recalled).mapConcat(Journal.Recalled::happenings);
  }

  private static Source<Happening, ActorRef<Happening>> subscriber() {
    return Source.<Happening>actorRef(
            _ -> Optional.empty(), _ -> Optional.empty(), WAITING, OverflowStrategy.dropHead())
        .mapMaterializedValue(Adapter::<Happening>toTyped);
  }
}
