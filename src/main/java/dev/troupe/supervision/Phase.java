package dev.troupe.supervision;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import dev.troupe.model.Usage;
import dev.troupe.os.Child;
import dev.troupe.os.ProcessId;
import dev.troupe.policy.RestartHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What an {@link Instance} is doing, and who waits for it to be done. */
sealed interface Phase {
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

  /** Its child is being started; {@code aim} says what happens to it then. */
  record Launching(Facts facts, Aim aim, Waiting waiting) implements Phase {
    @Override
    public Launching with(Facts next) {
      return new Launching(next, aim, waiting);
    }

    Launching with(Aim next, ActorRef<Instance.Reply> replyTo) {
      return new Launching(facts, next, waiting.and(replyTo));
    }
  }

  /** Its child runs. */
  record Running(Facts facts, Child child) implements Phase {
    @Override
    public Running with(Facts next) {
      return new Running(next, child);
    }
  }

  /** Its child has ended; the next one is due at {@code until}. */
  record BackingOff(Facts facts, Instant until) implements Phase {
    @Override
    public BackingOff with(Facts next) {
      return new BackingOff(next, until);
    }
  }

  /**
   * Its process tree is being ended.
   *
   * @param child the tree's first process as long as it lives
   * @param sequence who ends the tree; null once nothing of it is left
   * @param aim what follows
   */
  record Stopping(
      Facts facts,
      @Nullable Child child,
      @Nullable ActorRef<StopSequence.Command> sequence,
      Aim aim,
      Waiting waiting)
      implements Phase {
    @Override
    public Stopping with(Facts next) {
      return new Stopping(next, child, sequence, aim, waiting);
    }

    Stopping with(Aim next, ActorRef<Instance.Reply> replyTo) {
      return new Stopping(facts, child, sequence, next, waiting.and(replyTo));
    }

    Stopping withoutChild(Facts next) {
      return new Stopping(next, null, sequence, aim, waiting);
    }

    Stopping withoutTree() {
      return new Stopping(facts, child, null, aim, waiting);
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

  /** What a start or stop under way is for. */
  enum Aim {
    RUN,
    RESTART,
    STOP,
    DELETE
  }

  /** Those whose command is under way. */
  record Waiting(List<ActorRef<Instance.Reply>> refs) {
    static final Waiting NOBODY = new Waiting(List.of());

    public Waiting {
      refs = List.copyOf(refs);
    }

    static Waiting only(ActorRef<Instance.Reply> replyTo) {
      return new Waiting(List.of(replyTo));
    }

    Waiting and(ActorRef<Instance.Reply> another) {
      var all = new ArrayList<>(refs);
      all.add(another);
      return new Waiting(all);
    }
  }

  /**
   * What lasts from one phase to the next.
   *
   * @param lastExit how the last child ended; null if none has
   * @param lastChild the present or last child; null if there was none
   * @param output where children write to; null until the first is launched
   */
  record Facts(
      AppSpec spec,
      Identity identity,
      RestartHistory history,
      @Nullable ExitStatus lastExit,
      @Nullable ProcessId lastChild,
      @Nullable Output output) {

    Facts wanting(AppSpec newSpec) {
      return new Facts(newSpec, identity, history, lastExit, lastChild, output);
    }

    Facts with(RestartHistory newHistory) {
      return new Facts(spec, identity, newHistory, lastExit, lastChild, output);
    }

    Facts exited(ExitStatus status) {
      return new Facts(spec, identity, history, status, lastChild, output);
    }

    Facts launched(ProcessId child) {
      return new Facts(spec, identity, history, lastExit, child, output);
    }

    Facts writingTo(@Nullable Output opened) {
      return new Facts(spec, identity, history, lastExit, lastChild, opened);
    }
  }

  /**
   * Who an instance is.
   *
   * @param app key of its app
   * @param id counts across all apps; kept by the instance that replaces it in a reload
   * @param slot position within its app
   * @param generation grows with each reload of the slot
   * @param uniqueId carried by its children and all their descendants
   */
  record Identity(long app, int id, int slot, int generation, String uniqueId) {
    Tenant tenant() {
      return new Tenant(app, slot, generation);
    }
  }

  /** An instance that was never started. */
  static Resting unborn(AppSpec spec, Identity identity, RestartHistory history) {
    return new Resting(new Facts(spec, identity, history, null, null, null), null);
  }

  /** This phase as others see it, with the number of the change that led to it. */
  default Numbered numbered(long revision) {
    return new Numbered(
        facts().identity().generation(),
        revision,
        snapshot(),
        pid() == null ? null : facts().lastChild());
  }

  /** This phase as others see it. */
  default InstanceSnapshot snapshot() {
    var facts = facts();
    var identity = facts.identity();
    var history = facts.history();
    return new InstanceSnapshot(
        identity.id(),
        identity.slot(),
        identity.uniqueId(),
        state(),
        pid(),
        history.createdAt(),
        history.startedAt(),
        history.restarts(),
        history.unstable(),
        this instanceof BackingOff waiting ? waiting.until() : null,
        facts.lastExit(),
        this instanceof Resting resting ? resting.problem() : null,
        Usage.NONE,
        state() == InstanceState.ONLINE,
        null);
  }

  private InstanceState state() {
    return switch (this) {
      case Resting resting ->
          resting.problem() == null ? InstanceState.STOPPED : InstanceState.ERRORED;
      case Launching _ -> InstanceState.LAUNCHING;
      case Running _ -> InstanceState.ONLINE;
      case BackingOff _ -> InstanceState.WAITING_RESTART;
      case Stopping _ -> InstanceState.STOPPING;
      case Leaving _, Gone _ -> InstanceState.STOPPED;
    };
  }

  private @Nullable Long pid() {
    return switch (this) {
      case Running running -> running.child().pid();
      case Stopping stopping -> stopping.child() == null ? null : stopping.child().pid();
      case Resting _, Launching _, BackingOff _, Leaving _, Gone _ -> null;
    };
  }
}
