package dev.troupe.supervision.instance;

import dev.troupe.model.Balance;
import dev.troupe.os.Channel;
import dev.troupe.os.ProcessId;
import dev.troupe.supervision.link.NodeLink;
import dev.troupe.supervision.link.Talk;
import dev.troupe.supervision.ports.Ports;
import dev.troupe.supervision.ports.Tenant;
import dev.troupe.supervision.saved.Ledger;
import dev.troupe.supervision.surroundings.Surroundings;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** What the steps of one {@link Instance} work with. To be used by the instance's actor alone. */
record Tools(
    Surroundings around,
    LinkMaker links,
    ActorRef<Instance.Notice> owner,
    ActorContext<Instance.Command> context,
    TimerScheduler<Instance.Command> timers,
    Launch launch,
    Announcements news) {

  /** Makes {@link NodeLink#create}, or what stands for it in a test. */
  @FunctionalInterface
  interface LinkMaker {
    Behavior<NodeLink.Command> create(
        Tenant tenant,
        ProcessId child,
        Channel channel,
        boolean cluster,
        Balance balance,
        Talk talk,
        ActorRef<Ports.Command> ports,
        ActorRef<NodeLink.News> owner);
  }

  /** Names the timers of an instance. */
  enum Timer {
    /** Until the next child is due. */
    BACKOFF,
    /** Until a child must be ready. */
    READY,
    /** Until a child has been up for long enough to be ready. */
    UPTIME,
    /** Until those who wait for a start are answered though no child became ready. */
    PATIENCE,
    /** Until a child must have given another sign of life. */
    WATCHDOG,
    /** Until the next step of a drain. */
    DRAIN
  }

  /** The next daemon goes on from here, if this one dies. */
  void note(Phase phase) {
    around.ledger().note(new Ledger.Entry.Lives(phase.saved()));
  }

  Tools(
      Surroundings around,
      LinkMaker links,
      ActorRef<Instance.Notice> owner,
      ActorContext<Instance.Command> context,
      TimerScheduler<Instance.Command> timers) {
    this(
        around,
        links,
        owner,
        context,
        timers,
        new Launch(around, context.getSystem().scheduler()),
        new Announcements(around, context.getLog()));
  }
}
