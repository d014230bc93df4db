package dev.troupe.supervision.instance;

import dev.troupe.model.AppSpec;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import dev.troupe.model.Usage;
import dev.troupe.policy.DrainPlan;
import dev.troupe.policy.RestartHistory;
import dev.troupe.supervision.saved.Identity;
import dev.troupe.supervision.saved.SavedInstance;
import dev.troupe.supervision.saved.SavedInstance.Doing;
import dev.troupe.supervision.saved.Sequel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What an {@link Instance} is doing, and who waits for it to be done. */
public sealed interface Phase {
  Facts facts();

  /** Those it answers once its work is done. */
  default Waiting waiting() {
    return Waiting.NOBODY;
  }

  /** The same phase with other facts. */
  Phase with(Facts facts);

  /** It has no child and wants none; {@code problem} says why it was given up, if it was. */
  record Resting(Facts facts, @Nullable String problem) implements Phase {
    @Override
    public Resting with(Facts next) {
      return new Resting(next, problem);
    }
  }

  /**
   * Its child is being started.
   *
   * @param once whether this is its only attempt ({@link Instance.Try})
   * @param cutShort what follows in place of being ready; null if nothing has come between
   * @param saidReady whether the child has said so before its start was known
   */
  record Launching(
      Facts facts, boolean once, @Nullable Sequel cutShort, boolean saidReady, Waiting waiting)
      implements Phase {
    @Override
    public Launching with(Facts next) {
      return new Launching(next, once, cutShort, saidReady, waiting);
    }

    Launching with(Sequel sequel) {
      return new Launching(facts, once, sequel, saidReady, waiting);
    }

    Launching with(Waiting others) {
      return new Launching(facts, once, cutShort, saidReady, others);
    }

    Launching ready() {
      return new Launching(facts, once, cutShort, true, waiting);
    }
  }

  /**
   * Its child runs and is not ready yet.
   *
   * @param once as in {@link Launching}
   */
  record Starting(Facts facts, Live live, boolean once, Waiting waiting) implements Phase {
    @Override
    public Starting with(Facts next) {
      return new Starting(next, live, once, waiting);
    }

    Starting with(Waiting others) {
      return new Starting(facts, live, once, others);
    }
  }

  /**
   * Its child runs and has become ready.
   *
   * @param isReady false once the child has said that it is about to end
   * @param latency of the last probe it answered well; null if none
   */
  record Running(Facts facts, Live live, boolean isReady, @Nullable Duration latency)
      implements Phase {
    @Override
    public Running with(Facts next) {
      return new Running(next, live, isReady, latency);
    }

    Running with(Duration newer) {
      return new Running(facts, live, isReady, newer);
    }

    Running with(Live other) {
      return new Running(facts, other, isReady, latency);
    }

    /** Those who wait for it to be held, or to go on. */
    @Override
    public Waiting waiting() {
      return live.hold() == null ? Waiting.NOBODY : live.hold().waiting();
    }

    boolean isHeld() {
      return live.hold() != null;
    }

    /** Whether it can do its work now. */
    boolean serves() {
      return isReady && !isHeld();
    }
  }

  /** Its child has ended; the next one is due at {@code until}. */
  record BackingOff(Facts facts, Instant until, Waiting waiting) implements Phase {
    @Override
    public BackingOff with(Facts next) {
      return new BackingOff(next, until, waiting);
    }

    BackingOff with(Waiting others) {
      return new BackingOff(facts, until, others);
    }
  }

  /**
   * Its child finishes what it has begun; then its tree is ended and the instance leaves.
   *
   * @param steps what is said to the child one after the other, the present one first
   */
  record Draining(Facts facts, Live live, List<DrainPlan.Step> steps, Waiting waiting)
      implements Phase {
    public Draining {
      steps = List.copyOf(steps);
    }

    @Override
    public Draining with(Facts next) {
      return new Draining(next, live, steps, waiting);
    }

    Draining with(Waiting others) {
      return new Draining(facts, live, steps, others);
    }

    Draining withoutFirst() {
      return new Draining(facts, live, steps.subList(1, steps.size()), waiting);
    }
  }

  /**
   * Its process tree is being ended.
   *
   * @param live the tree's first process as long as it lives
   * @param sequence who ends the tree; null once nothing of it is left
   */
  record Stopping(
      Facts facts,
      @Nullable Live live,
      @Nullable ActorRef<StopSequence.Command> sequence,
      Sequel sequel,
      Waiting waiting)
      implements Phase {
    @Override
    public Stopping with(Facts next) {
      return new Stopping(next, live, sequence, sequel, waiting);
    }

    Stopping with(Sequel next, Waiting others) {
      return new Stopping(facts, live, sequence, next, others);
    }

    Stopping withoutChild(Facts next) {
      return new Stopping(next, null, sequence, sequel, waiting);
    }

    Stopping withoutTree() {
      return new Stopping(facts, live, null, sequel, waiting);
    }
  }

  /** Deleted; its last output is on its way to the files. */
  record Leaving(Facts facts, Waiting waiting) implements Phase {
    @Override
    public Leaving with(Facts next) {
      return new Leaving(next, waiting);
    }
  }

  /** Deleted and forgotten by its owner as soon as that hears of it. */
  record Gone(Facts facts) implements Phase {
    @Override
    public Gone with(Facts next) {
      return new Gone(next);
    }
  }

  /** An instance that was never started. */
  static Resting unborn(AppSpec spec, Identity identity, RestartHistory history) {
    return new Resting(
        new Facts(spec, identity, history, Traces.NONE, Waiting.NOBODY, null, false), null);
  }

  /** Its child, if one is known to run. */
  default @Nullable Live live() {
    return null;
  }

  /** Whether it has no child and wants none. */
  default boolean isOver() {
    return switch (this) {
      case Resting _, Leaving _, Gone _ -> true;
      case Launching _, Starting _, Running _, BackingOff _, Draining _, Stopping _ -> false;
    };
  }

  /** What another daemon must know to go on from here. */
  default SavedInstance saved() {
    var facts = facts();
    var traces = facts.traces();
    return new SavedInstance(
        facts.identity(),
        facts.spec(),
        facts.history(),
        traces.launches(),
        traces.lastExit(),
        traces.lastChild(),
        traces.exits(),
        traces.isTenant(),
        facts.monitored(),
        traces.nodeVersion(),
        doing());
  }

  private Doing doing() {
    return switch (this) {
      case Resting resting -> new Doing.Resting(resting.problem());
      case Launching launching -> new Doing.Starting(launching.once(), launching.cutShort());
      case Starting starting -> new Doing.Starting(starting.once(), null);
      case Running running -> new Doing.Running(running.isReady(), running.isHeld());
      case BackingOff waiting -> new Doing.BackingOff(waiting.until());
      case Draining _ -> new Doing.Ending(new Sequel.Leave());
      case Stopping stopping -> new Doing.Ending(stopping.sequel());
      case Leaving _, Gone _ -> new Doing.Leaving();
    };
  }

  /** This phase as others see it, with the number of the change that led to it. */
  default Numbered numbered(long revision) {
    return new Numbered(
        facts().identity().generation(), revision, snapshot(), live() == null ? null : live().id());
  }

  /** This phase as others see it. */
  default InstanceSnapshot snapshot() {
    var facts = facts();
    var identity = facts.identity();
    var history = facts.history();
    var live = live();
    return new InstanceSnapshot(
        identity.id(),
        identity.slot(),
        identity.uniqueId(),
        state(),
        live == null ? null : live.child().pid(),
        history.createdAt(),
        history.startedAt(),
        history.restarts(),
        history.unstable(),
        this instanceof BackingOff waiting ? waiting.until() : null,
        facts.traces().lastExit(),
        this instanceof Resting resting ? resting.problem() : null,
        Usage.NONE,
        this instanceof Running running && running.serves(),
        this instanceof Running running ? running.latency() : null,
        live == null ? null : live.statusText(),
        history.reason(),
        facts.traces().exits(),
        facts.traces().dialogue().shown(),
        facts.monitored(),
        facts.traces().nodeVersion());
  }

  private InstanceState state() {
    return switch (this) {
      case Resting resting ->
          resting.problem() == null ? InstanceState.STOPPED : InstanceState.ERRORED;
      case Launching _, Starting _ -> InstanceState.LAUNCHING;
      case Running running -> running.isHeld() ? InstanceState.PAUSED : InstanceState.ONLINE;
      case BackingOff _ -> InstanceState.WAITING_RESTART;
      case Draining _, Stopping _ -> InstanceState.STOPPING;
      case Leaving _, Gone _ -> InstanceState.STOPPED;
    };
  }
}
