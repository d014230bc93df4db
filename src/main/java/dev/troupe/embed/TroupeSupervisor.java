package dev.troupe.embed;

import dev.troupe.embed.internal.Outside;
import dev.troupe.embed.internal.Root;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.Event;
import dev.troupe.model.LogLine;
import java.util.List;
import java.util.concurrent.Flow;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.jspecify.annotations.Nullable;

/**
 * The actor that supervises programs: spawn it anywhere in your tree, as often as you like. {@link
 * Troupe#of} makes it as convenient as the one of the system.
 *
 * <p>A target is {@code all}, an app's name, a namespace, an instance's id, {@code name:slot},
 * {@code /regex/} on names, or the path of a script. Each request is answered once, when it is
 * carried out: a start when its processes are ready, a reload when all is over. Requests that come
 * before the supervisor works, a moment after it was spawned, wait.
 *
 * <p>If it is stopped, its processes are sent SIGTERM; {@link Shutdown} ends them in order first,
 * and does so by itself in the host's CoordinatedShutdown. If it fails and is restarted, by a
 * {@code SupervisorStrategy.restart} of yours, it goes on with the same processes.
 *
 * <p>Its messages cannot leave the machine: in a cluster ask one by an actor of yours beside it.
 */
public final class TroupeSupervisor {
  /** By which the receptionist knows supervisors. */
  public static final ServiceKey<Command> SERVICE_KEY =
      ServiceKey.create(Command.class, "troupe-supervisor");

  private TroupeSupervisor() {}

  /**
   * A supervisor.
   *
   * <p>It may be spawned on any dispatcher, since it never blocks; {@link
   * TroupeSettings#dispatcher()} is meant for it: {@code
   * DispatcherSelector.fromConfig(settings.dispatcher())}.
   *
   * @param settings how it is to behave
   * @return what to spawn
   */
  public static Behavior<Command> create(TroupeSettings settings) {
    return Root.create(settings, Outside.REAL);
  }

  /** What it can be told. */
  public sealed interface Command {}

  /** What it tells itself. Not for others. */
  public non-sealed interface Internal extends Command {}

  /** A request that is answered with an {@link Answer}. */
  public sealed interface Request extends Command {
    /** {@return who hears the answer} */
    ActorRef<Answer> replyTo();
  }

  /** A request for what a target means. */
  public sealed interface Targeted extends Request {
    /** {@return which apps and instances} */
    String target();
  }

  /** What declaring an app does if one of its name is managed already. */
  public enum IfKnown {
    /**
     * One of the same script that does not run is started with what is wanted now; else the
     * declaration is refused.
     */
    START,
    /** The declared app is a second one beside it. */
    ADD,
    /** It is restarted with what is wanted now. */
    RESTART,
    /** It is brought to what is wanted now by a rolling reload. */
    RELOAD
  }

  /**
   * Manages apps and starts them. If a single one is not right, none is declared.
   *
   * @param apps the apps
   * @param ifKnown what to do about one that is managed already
   * @param replyTo hears the answer
   */
  public record Declare(List<AppDeclaration> apps, IfKnown ifKnown, ActorRef<Answer> replyTo)
      implements Request {
    /** Copies the list. */
    public Declare {
      apps = List.copyOf(apps);
    }
  }

  /**
   * Starts what is down and restarts what is up.
   *
   * @param target which apps and instances
   * @param replyTo hears the answer
   */
  public record Restart(String target, ActorRef<Answer> replyTo) implements Targeted {}

  /**
   * Ends processes; the apps stay declared.
   *
   * @param target which apps and instances
   * @param replyTo hears the answer
   */
  public record Stop(String target, ActorRef<Answer> replyTo) implements Targeted {}

  /**
   * Ends processes and forgets their apps.
   *
   * @param target which apps and instances
   * @param replyTo hears the answer
   */
  public record Delete(String target, ActorRef<Answer> replyTo) implements Targeted {}

  /**
   * Replaces what runs by new instances, slot by slot; apps that cannot serve with two generations
   * side by side are restarted.
   *
   * @param target which apps and instances
   * @param parallel slots at a time; 0 is each app's own number
   * @param replyTo hears the answer
   */
  public record Reload(String target, int parallel, ActorRef<Answer> replyTo) implements Targeted {}

  /**
   * Ends reloads under way: slots that are not replaced yet keep their instances.
   *
   * @param target which apps and instances
   * @param replyTo hears the answer
   */
  public record CancelReload(String target, ActorRef<Answer> replyTo) implements Targeted {}

  /**
   * Brings each app that the target means to a number of instances.
   *
   * @param target which apps and instances
   * @param instances at least 0
   * @param replyTo hears the answer
   */
  public record Scale(String target, int instances, ActorRef<Answer> replyTo) implements Targeted {}

  /**
   * Adds instances to each app that the target means, or takes some away.
   *
   * @param target which apps and instances
   * @param change such as 2 or -1
   * @param replyTo hears the answer
   */
  public record ScaleBy(String target, int change, ActorRef<Answer> replyTo) implements Targeted {}

  /**
   * Sends a signal to the processes alone, not to their descendants.
   *
   * @param target which apps and instances
   * @param signal name or number, such as {@code SIGUSR2}
   * @param replyTo hears the answer
   */
  public record SendSignal(String target, String signal, ActorRef<Answer> replyTo)
      implements Targeted {}

  /**
   * Writes a line to standard input.
   *
   * @param target which apps and instances
   * @param line the line, without its end
   * @param replyTo hears the answer
   */
  public record SendLine(String target, String line, ActorRef<Answer> replyTo)
      implements Targeted {}

  /**
   * Holds whatever runs (SIGSTOP).
   *
   * @param target which apps and instances
   * @param replyTo hears the answer
   */
  public record Pause(String target, ActorRef<Answer> replyTo) implements Targeted {}

  /**
   * Lets go on what is paused.
   *
   * @param target which apps and instances
   * @param replyTo hears the answer
   */
  public record Resume(String target, ActorRef<Answer> replyTo) implements Targeted {}

  /**
   * Sets counts of restarts to zero.
   *
   * @param target which apps and instances
   * @param replyTo hears the answer
   */
  public record Reset(String target, ActorRef<Answer> replyTo) implements Targeted {}

  /**
   * Has Node processes do one of the actions they offer ({@code @pm2/io}); answered with {@link
   * Answer.Returned}.
   *
   * @param target which apps and instances
   * @param action the name of the action
   * @param params any JSON value: texts, numbers, lists and maps; null for none
   * @param replyTo hears the answer
   */
  public record Trigger(
      String target, String action, @Nullable Object params, ActorRef<Answer> replyTo)
      implements Targeted {}

  /**
   * Ends and forgets all apps in the order of their dependencies; then nothing more is accepted.
   *
   * @param replyTo hears the answer
   */
  public record Shutdown(ActorRef<Answer> replyTo) implements Request {}

  /**
   * Asks what came of the apps of {@link TroupeSettings#apps()}, as soon as it is known.
   *
   * @param replyTo hears the answer
   */
  public record AwaitStart(ActorRef<Answer> replyTo) implements Request {}

  /**
   * Asks, without waiting, whether it works, its first apps have been declared, and every instance
   * that is to run is ready. What was stopped by a request is not to run.
   *
   * @param replyTo hears the answer
   */
  public record IsReady(ActorRef<Boolean> replyTo) implements Command {}

  /**
   * Asks for the apps that a target means, measured a second ago at most.
   *
   * @param target which apps and instances
   * @param replyTo hears the answer
   */
  public record ListApps(String target, ActorRef<Apps> replyTo) implements Command {}

  /**
   * Apps as they are.
   *
   * @param apps those that were asked for; none if the target means nothing
   */
  public record Apps(List<AppSnapshot> apps) {
    /** Copies the list. */
    public Apps {
      apps = List.copyOf(apps);
    }
  }

  /**
   * Brings what happens from now on to a subscriber, until the supervisor ends. One that is slow
   * misses the oldest events that wait for it, and is told how many.
   *
   * @param subscriber must not block
   */
  public record FollowEvents(Flow.Subscriber<? super Followed<Event>> subscriber)
      implements Command {}

  /**
   * Brings lines of output from now on to a subscriber, until the supervisor ends. One that is slow
   * misses lines, and is told how many.
   *
   * @param app name of an app; null for all
   * @param subscriber must not block
   */
  public record FollowLogs(
      @Nullable String app, Flow.Subscriber<? super Followed<LogLine>> subscriber)
      implements Command {}
}
