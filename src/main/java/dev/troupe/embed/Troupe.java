package dev.troupe.embed;

import dev.troupe.embed.TroupeSupervisor.Apps;
import dev.troupe.embed.TroupeSupervisor.Command;
import dev.troupe.embed.TroupeSupervisor.IfKnown;
import dev.troupe.embed.TroupeSupervisor.ListApps;
import dev.troupe.embed.TroupeSupervisor.Request;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.Event;
import dev.troupe.model.LogLine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.stream.javadsl.JavaFlowSupport;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/**
 * Programs under supervision: asks a {@link TroupeSupervisor}, and follows it. Thread-safe.
 *
 * <p>{@link #get} is the supervisor of an actor system, which is started by the first call, with
 * the settings {@code troupe.embed} and the apps {@code troupe.apps} of the system's configuration:
 *
 * <pre>{@code
 * var troupe = Troupe.get(system);
 * troupe.start(AppDeclaration.of("worker", "worker.py").instances(4));
 * troupe.events().runForeach(event -> ..., system);
 * troupe.reload("worker").thenApply(Answer::orThrow);
 * }</pre>
 *
 * <p>A target is what {@link TroupeSupervisor} says it is. A stage completes when the request is
 * carried out, with an {@link Answer} also if it is refused; it fails if the supervisor has ended.
 *
 * <p>{@link TroupeExtension} starts it with the system.
 */
public final class Troupe implements Extension {
  /** Longer than any reload somebody would wait for; the supervisor answers by itself. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(5);

  private final ActorRef<Command> supervisor;
  private final ActorSystem<?> system;

  private Troupe(ActorRef<Command> supervisor, ActorSystem<?> system) {
    this.supervisor = supervisor;
    this.system = system;
  }

  /**
   * The supervisor of a system, which is started if it was not yet.
   *
   * @param system the actor system
   * @return what to ask it by
   * @throws IllegalArgumentException if a setting is not right, with one line that names it
   */
  public static Troupe get(ActorSystem<?> system) {
    return TroupeExtension.getInstance().apply(system);
  }

  /**
   * A supervisor that was spawned by somebody.
   *
   * @param supervisor the actor
   * @param system the actor system
   * @return what to ask it by
   */
  public static Troupe of(ActorRef<Command> supervisor, ActorSystem<?> system) {
    return new Troupe(supervisor, system);
  }

  /** {@return the actor behind it} */
  public ActorRef<Command> supervisor() {
    return supervisor;
  }

  /**
   * What came of the apps that the settings declare, once they are ready or have failed.
   *
   * @return the answer, once it is carried out
   */
  public CompletionStage<Answer> started() {
    return ask(TroupeSupervisor.AwaitStart::new);
  }

  /**
   * Manages apps and starts them; see {@link IfKnown#START}.
   *
   * @param apps the apps
   * @return the answer, once it is carried out
   */
  public CompletionStage<Answer> start(AppDeclaration... apps) {
    return declare(List.of(apps), IfKnown.START);
  }

  /**
   * Manages apps and starts them; if a single one is not right, none is declared.
   *
   * @param apps the apps
   * @param ifKnown what to do about one that is managed already
   * @return the answer, once it is carried out
   */
  public CompletionStage<Answer> declare(List<AppDeclaration> apps, IfKnown ifKnown) {
    return ask(replyTo -> new TroupeSupervisor.Declare(apps, ifKnown, replyTo));
  }

  /**
   * Starts what is down and restarts what is up.
   *
   * @param target which apps and instances
   * @return the answer, once it is carried out
   */
  public CompletionStage<Answer> restart(String target) {
    return ask(replyTo -> new TroupeSupervisor.Restart(target, replyTo));
  }

  /**
   * Ends processes; the apps stay declared.
   *
   * @param target which apps and instances
   * @return the answer, once it is carried out
   */
  public CompletionStage<Answer> stop(String target) {
    return ask(replyTo -> new TroupeSupervisor.Stop(target, replyTo));
  }

  /**
   * Ends processes and forgets their apps.
   *
   * @param target which apps and instances
   * @return the answer, once it is carried out
   */
  public CompletionStage<Answer> delete(String target) {
    return ask(replyTo -> new TroupeSupervisor.Delete(target, replyTo));
  }

  /**
   * Replaces what runs by new instances, slot by slot.
   *
   * @param target which apps and instances
   * @return the answer, once it is carried out
   */
  public CompletionStage<Answer> reload(String target) {
    return ask(replyTo -> new TroupeSupervisor.Reload(target, 0, replyTo));
  }

  /**
   * The same.
   *
   * @param target which apps and instances
   * @param parallel slots at a time, at least 1
   * @return the answer, once it is carried out
   */
  public CompletionStage<Answer> reload(String target, int parallel) {
    return ask(replyTo -> new TroupeSupervisor.Reload(target, parallel, replyTo));
  }

  /**
   * Ends reloads under way.
   *
   * @param target which apps and instances
   * @return the answer, once it is carried out
   */
  public CompletionStage<Answer> cancelReload(String target) {
    return ask(replyTo -> new TroupeSupervisor.CancelReload(target, replyTo));
  }

  /**
   * Brings each app to a number of instances.
   *
   * @param target which apps and instances
   * @param instances how many, at least 0
   * @return the answer, once it is carried out
   */
  public CompletionStage<Answer> scale(String target, int instances) {
    return ask(replyTo -> new TroupeSupervisor.Scale(target, instances, replyTo));
  }

  /**
   * Adds instances to each app, or takes some away.
   *
   * @param target which apps and instances
   * @param change such as 2 or -1
   * @return the answer, once it is carried out
   */
  public CompletionStage<Answer> scaleBy(String target, int change) {
    return ask(replyTo -> new TroupeSupervisor.ScaleBy(target, change, replyTo));
  }

  /**
   * Sends a signal to the processes alone, by name or number.
   *
   * @param target which apps and instances
   * @param signal name or number, such as {@code SIGUSR2}
   * @return the answer, once it is carried out
   */
  public CompletionStage<Answer> sendSignal(String target, String signal) {
    return ask(replyTo -> new TroupeSupervisor.SendSignal(target, signal, replyTo));
  }

  /**
   * Writes a line to standard input.
   *
   * @param target which apps and instances
   * @param line the line, without its end
   * @return the answer, once it is carried out
   */
  public CompletionStage<Answer> sendLine(String target, String line) {
    return ask(replyTo -> new TroupeSupervisor.SendLine(target, line, replyTo));
  }

  /**
   * Holds whatever runs (SIGSTOP).
   *
   * @param target which apps and instances
   * @return the answer, once it is carried out
   */
  public CompletionStage<Answer> pause(String target) {
    return ask(replyTo -> new TroupeSupervisor.Pause(target, replyTo));
  }

  /**
   * Lets go on what is paused.
   *
   * @param target which apps and instances
   * @return the answer, once it is carried out
   */
  public CompletionStage<Answer> resume(String target) {
    return ask(replyTo -> new TroupeSupervisor.Resume(target, replyTo));
  }

  /**
   * Sets counts of restarts to zero.
   *
   * @param target which apps and instances
   * @return the answer, once it is carried out
   */
  public CompletionStage<Answer> reset(String target) {
    return ask(replyTo -> new TroupeSupervisor.Reset(target, replyTo));
  }

  /**
   * Has Node processes do one of the actions they offer; see {@link TroupeSupervisor.Trigger}.
   *
   * @param target which apps and instances
   * @param action the name of the action
   * @param params any JSON value; null for none
   * @return the answer, once it is carried out
   */
  public CompletionStage<Answer> trigger(String target, String action, @Nullable Object params) {
    return ask(replyTo -> new TroupeSupervisor.Trigger(target, action, params, replyTo));
  }

  /**
   * Ends and forgets all apps in the order of their dependencies, then the supervisor itself. The
   * host's CoordinatedShutdown does so by itself.
   *
   * @return the answer, once it is carried out
   */
  public CompletionStage<Answer> shutdown() {
    return ask(TroupeSupervisor.Shutdown::new);
  }

  /** {@return all apps} */
  public CompletionStage<List<AppSnapshot>> list() {
    return list("all");
  }

  /**
   * The apps that a target means; of an app only the instances it means.
   *
   * @param target which apps and instances
   * @return the apps as they are
   */
  public CompletionStage<List<AppSnapshot>> list(String target) {
    return AskPattern.<Command, Apps>ask(
            supervisor,
            replyTo -> new ListApps(target, replyTo),
            SHORT_PATIENCE,
            system.scheduler())
        .thenApply(Apps::apps);
  }

  /**
   * {@return what happens, from the moment the source is run until the supervisor ends} A slow
   * follower holds up nobody: of what waits for it, {@code troupe.embed.event-buffer} events at
   * most, the oldest are dropped, and the system's log says how many. {@link #followEvents} tells
   * the follower itself.
   */
  public Source<Event, NotUsed> events() {
    return items(followEvents(), "events");
  }

  /** {@return the same, with the number of those that were missed where they are missing} */
  public Source<Followed<Event>, NotUsed> followEvents() {
    return followed(TroupeSupervisor.FollowEvents::new);
  }

  /**
   * {@return the lines that apps print, from the moment the source is run until the supervisor
   * ends} A slow follower holds up nobody: what does not fit into {@code troupe.embed.log-buffer}
   * is dropped for it alone, and the system's log says how many lines. {@link #followLogs} tells
   * the follower itself.
   */
  public Source<LogLine, NotUsed> logs() {
    return items(followLogs(), "lines");
  }

  /**
   * The same of one app, by its name.
   *
   * @param app its name
   * @return a source that can be run as often as you like
   */
  public Source<LogLine, NotUsed> logs(String app) {
    return items(followLogs(app), "lines");
  }

  /**
   * {@return the lines of all apps, with the number of those that were missed where they are
   * missing}
   */
  public Source<Followed<LogLine>, NotUsed> followLogs() {
    return followed(subscriber -> new TroupeSupervisor.FollowLogs(null, subscriber));
  }

  /**
   * The same of one app, by its name.
   *
   * @param app its name
   * @return a source that can be run as often as you like
   */
  public Source<Followed<LogLine>, NotUsed> followLogs(String app) {
    return followed(subscriber -> new TroupeSupervisor.FollowLogs(app, subscriber));
  }

  private <T> Source<Followed<T>, NotUsed> followed(
      Function<Flow.Subscriber<Followed<T>>, Command> request) {
    return JavaFlowSupport.Source.<Followed<T>>asSubscriber()
        .mapMaterializedValue(
            subscriber -> {
              supervisor.tell(request.apply(subscriber));
              return NotUsed.getInstance();
            });
  }

  private <T> Source<T, NotUsed> items(Source<Followed<T>, NotUsed> followed, String what) {
    return followed.mapConcat(
        next ->
            switch (next) {
              case Followed.Item<T>(var item) -> List.of(item);
              case Followed.Missed<T>(long count) -> {
                system.log().warn("somebody who follows is too slow: missed {} {}", count, what);
                yield List.of();
              }
            });
  }

  /**
   * {@return whether the supervisor works, the apps of its settings have been declared, and every
   * instance that is to run is ready} What was stopped by a request is not to run.
   */
  public CompletionStage<Boolean> isReady() {
    return AskPattern.<Command, Boolean>ask(
            supervisor, TroupeSupervisor.IsReady::new, SHORT_PATIENCE, system.scheduler())
        .exceptionally(_ -> false);
  }

  /** {@return whether the supervisor answers} */
  public CompletionStage<Boolean> isAlive() {
    return list().handle((_, failure) -> failure == null);
  }

  private CompletionStage<Answer> ask(Function<ActorRef<Answer>, Request> request) {
    return AskPattern.ask(supervisor, request::apply, PATIENCE, system.scheduler());
  }
}
