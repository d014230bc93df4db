package dev.troupe;

import dev.troupe.api.HomeLayout;
import dev.troupe.logs.HostName;
import dev.troupe.model.Webhook;
import dev.troupe.notify.Origin;
import dev.troupe.notify.Webhooks;
import dev.troupe.supervision.journal.Announcer;
import dev.troupe.supervision.journal.Journal;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.MailboxSelector;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of events: they are numbered, kept, and told to those who want to know. */
final class DaemonNews {
  private static final Logger LOG = LoggerFactory.getLogger(DaemonNews.class);

  /** Events that wait for a slow disk; the others are dropped. */
  private static final int WAITING_EVENTS = 10_000;

  /** Writes files, so it has a thread of its own when it needs one. */
  private static final Props JOURNAL =
      MailboxSelector.bounded(WAITING_EVENTS).withNext(DispatcherSelector.blocking());

  private DaemonNews() {}

  /** Events of this daemon follow those of the ones before it. */
  static ActorRef<Announcer.Command> open(
      ActorSystem<SpawnProtocol.Command> system, HomeLayout layout, List<Webhook> targets) {
    var events = layout.events();
    var journal = DaemonSystem.spawn(system, Journal.create(events), "journal", JOURNAL);
    var announcer =
        DaemonSystem.spawn(
            system, Announcer.create(last(events), journal), "announcer", Props.empty());
    if (!targets.isEmpty()) {
      var origin = new Origin(HostName.ofThisMachine(), layout.root().toString());
      var webhooks = Webhooks.create(targets, origin, InstantSource.system());
      var subscriber = DaemonSystem.spawn(system, webhooks, "webhooks", Props.empty());
      announcer.tell(new Announcer.Subscribe(subscriber));
    }
    return announcer;
  }

  private static long last(Path events) {
    try {
      return Journal.last(events);
    } catch (UncheckedIOException e) {
      LOG.warn("{} cannot be read, events are numbered from 1 again: {}", events, e.getMessage());
      return 0;
    }
  }
}
