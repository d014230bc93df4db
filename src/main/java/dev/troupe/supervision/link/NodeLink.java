package dev.troupe.supervision.link;

import dev.troupe.model.Balance;
import dev.troupe.node.DaemonLine;
import dev.troupe.node.Telemetry;
import dev.troupe.node.WorkerLine;
import dev.troupe.os.Channel;
import dev.troupe.os.ProcessId;
import dev.troupe.supervision.ports.ForWorker;
import dev.troupe.supervision.ports.Ports;
import dev.troupe.supervision.ports.Tenant;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * The daemon's end of one Node child's channel: the cluster primary for this worker, and the
 * carrier of the app's own messages. Lives as long as the child.
 */
public final class NodeLink {

  public sealed interface Command {}

  /** Has the child's HTTP servers say {@code Connection: close} from now on. */
  public record BeginDrain() implements Command {}

  /** Has a cluster worker close its servers and leave once its connections are done. */
  public record Disconnect() implements Command {}

  /**
   * Sends a message as {@code process.on('message')} gets it.
   *
   * @param json any JSON value
   */
  public record Say(String json) implements Command {}

  /**
   * The child has ended: what it said before is handed on, connections that were on their way to it
   * are given back, then the link ends. It must not be stopped before.
   */
  public record ChildEnded(boolean isReturning) implements Command {}

  private record Opened(Flow.Subscription subscription) implements Command {}

  private record Heard(Channel.Message message, Flow.Subscription subscription)
      implements Command {}

  private record ChannelEnded() implements Command {}

  private record FromPorts(ForWorker message) implements Command {}

  private record PatienceEnded() implements Command {}

  /** What the child says, as far as its instance is concerned. */
  public sealed interface News {
    ProcessId child();
  }

  /** It said {@code ready}. */
  public record Ready(ProcessId child) implements News {}

  /** It listens on a socket of the daemon's. */
  public record Listening(ProcessId child) implements News {}

  /** None of its clients keeps a connection any longer that it has not been asked to close. */
  public record Drained(ProcessId child) implements News {}

  /** It has left the cluster and is about to end. */
  public record Left(ProcessId child) implements News {}

  /** It tells of its inside. */
  public record Told(ProcessId child, Telemetry telemetry) implements News {}

  /**
   * A message of the app's own.
   *
   * @param json any JSON value
   */
  public record Said(ProcessId child, String json) implements News {}

  /** Messages that may wait in the mailbox; the others wait in the channel. */
  static final int WINDOW = 16;

  /** For the end of the channel after the child's, if some other process holds it open. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Primary primary;
  private final TimerScheduler<Command> timers;

  private NodeLink(Primary primary, TimerScheduler<Command> timers) {
    this.primary = primary;
    this.timers = timers;
  }

  /**
   * Begins to listen to the child.
   *
   * @param cluster whether the child is a worker of the cluster; if not, it only has messages
   * @param talk what is under way, nothing but with a child of an earlier daemon
   */
  public static Behavior<Command> create(
      Tenant tenant,
      ProcessId child,
      Channel channel,
      boolean cluster,
      Balance balance,
      Talk talk,
      ActorRef<Ports.Command> ports,
      ActorRef<News> owner) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  var self = context.messageAdapter(ForWorker.class, FromPorts::new);
                  var primary =
                      new Primary(tenant, child, channel, cluster, balance, ports, owner, self);
                  primary.resume(talk);
                  channel.messages().subscribe(new Ear(context.getSelf()));
                  return new NodeLink(primary, timers).become(talk);
                }));
  }

  private Behavior<Command> become(Talk talk) {
    return Behaviors.receive(
        (_, command) -> after(talk, command),
        (_, signal) -> {
          if (signal instanceof PostStop) {
            primary.giveBackAll(talk);
            primary.channel().close();
          }
          return Behaviors.same();
        });
  }

  private Behavior<Command> after(Talk talk, Command command) {
    return switch (command) {
      case Opened(var subscription) -> {
        subscription.request(WINDOW);
        yield Behaviors.same();
      }
      case Heard(var message, var subscription) -> {
        var next = primary.heard(talk, WorkerLine.read(message.line()));
        subscription.request(1);
        yield become(next);
      }
      case ChannelEnded _ -> afterChannel(talk);
      case ChildEnded(boolean isReturning) -> afterChild(talk, isReturning);
      case PatienceEnded _ -> talk.isOpen() ? afterChannel(talk) : Behaviors.same();
      case BeginDrain _ -> {
        primary.channel().send(DaemonLine.DRAIN, null);
        yield Behaviors.same();
      }
      case Say(var json) -> {
        primary.channel().send(DaemonLine.user(json), null);
        yield Behaviors.same();
      }
      case Disconnect _ -> become(primary.disconnect(talk));
      case FromPorts(ForWorker.Granted granted) -> become(primary.granted(talk, granted));
      case FromPorts(ForWorker.Released _) ->
          talk.released().isOver() ? Behaviors.stopped() : become(talk.released());
      case FromPorts(ForWorker.Resumed(var places)) -> become(Primary.serving(talk, places));
      case FromPorts(ForWorker.Connection connection) -> become(primary.offer(talk, connection));
    };
  }

  private Behavior<Command> afterChannel(Talk talk) {
    if (!talk.hasEnded()) {
      primary.retire(talk);
    }
    if (talk.closed().isOver()) {
      return Behaviors.stopped();
    }
    primary.giveBackAll(talk);
    return become(talk.closed());
  }

  private Behavior<Command> afterChild(Talk talk, boolean isReturning) {
    if (!talk.hasEnded()) {
      primary.end(isReturning);
      timers.startSingleTimer(new PatienceEnded(), PATIENCE);
    }
    return become(talk.ended());
  }

  /** Hears the channel on an engine thread. */
  private static final class Ear implements Flow.Subscriber<Channel.Message> {
    private final ActorRef<Command> link;
    private Flow.@Nullable Subscription subscription;

    Ear(ActorRef<Command> link) {
      this.link = link;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription = newSubscription;
      link.tell(new Opened(newSubscription));
    }

    @Override
    public void onNext(Channel.Message message) {
      link.tell(new Heard(message, Objects.requireNonNull(subscription)));
    }

    @Override
    public void onError(Throwable failure) {
      link.tell(new ChannelEnded());
    }

    @Override
    public void onComplete() {
      link.tell(new ChannelEnded());
    }
  }
}
