package dev.troupe.embed.internal;

import dev.troupe.embed.Followed;
import dev.troupe.embed.TroupeSettings;
import dev.troupe.logs.LogProblem;
import dev.troupe.logs.LogSettings;
import dev.troupe.logs.Logs;
import dev.troupe.logs.Tail;
import dev.troupe.model.Event;
import dev.troupe.model.LogLine;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Flow;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.JavaFlowSupport;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/** What others can follow: events and lines. Thread-safe. */
final class Feeds {
  private final ActorSystem<?> system;
  private final String dispatcher;
  private final EventHub events;
  private final Logs logs;
  private final SharedKillSwitch lines = KillSwitches.shared("troupe-logs");

  Feeds(ActorSystem<?> system, TroupeSettings settings, InstantSource clock) {
    this.system = system;
    this.dispatcher = settings.dispatcher();
    this.events = new EventHub(settings.eventBuffer());
    this.logs =
        Logs.create(
            system,
            LogSettings.DEFAULT
                .on(settings.logDispatcher(), settings.dispatcher())
                .following(settings.logBufferBytes())
                .with(settings.logRotation(), settings.maxTotalLogSize()),
            clock,
            this::warn);
  }

  private void warn(LogProblem problem) {
    system.log().warn(problem.message());
  }

  Logs logs() {
    return logs;
  }

  void announce(Event event) {
    events.announce(event);
  }

  void follow(Flow.Subscriber<? super Followed<Event>> subscriber) {
    run(events.source(), subscriber);
  }

  /**
   * Brings lines.
   *
   * @param app of one app; null for all
   */
  void follow(@Nullable String app, Flow.Subscriber<? super Followed<LogLine>> subscriber) {
    var all = logs.tail().subscribe((name, _, _) -> app == null || app.equals(name));
    run(all.via(lines.flow()).mapConcat(Feeds::followed), subscriber);
  }

  private static List<Followed<LogLine>> followed(Tail tail) {
    return switch (tail) {
      case Tail.Line(var line, _, _) -> List.of(new Followed.Item<>(line));
      case Tail.Missed(long count, _) -> List.of(new Followed.Missed<>(count));
      case Tail.Past _ -> List.of();
    };
  }

  private <T> void run(Source<T, NotUsed> source, Flow.Subscriber<? super T> subscriber) {
    source
        .to(JavaFlowSupport.Sink.fromSubscriber(new Exactly<T>(subscriber)))
        .withAttributes(ActorAttributes.dispatcher(dispatcher))
        .run(system);
  }

  /** A subscriber of a wider type, which Pekko's signatures do not take. */
  private record Exactly<T>(Flow.Subscriber<? super T> subscriber) implements Flow.Subscriber<T> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscriber.onSubscribe(subscription);
    }

    @Override
    public void onNext(T item) {
      subscriber.onNext(item);
    }

    @Override
    public void onError(Throwable failure) {
      subscriber.onError(failure);
    }

    @Override
    public void onComplete() {
      subscriber.onComplete();
    }
  }

  /** Ends all that is followed. */
  void close() {
    events.close();
    lines.shutdown();
    logs.close();
  }
}
