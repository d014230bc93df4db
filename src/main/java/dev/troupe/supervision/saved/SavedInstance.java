package dev.troupe.supervision.saved;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.PastExit;
import dev.troupe.os.ProcessId;
import dev.troupe.policy.RestartHistory;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One instance in a {@link SavedState}.
 *
 * @param spec what it was started with; null if that is what is wanted of the app
 * @param launches how many starts were attempted
 * @param lastExit how its last child ended; null if none has
 * @param lastChild the present or last one; null if there was none
 * @param exits how its children ended, the last one first
 * @param isTenant whether sockets may be held for it
 * @param monitored as in {@link dev.troupe.model.InstanceSnapshot}
 * @param nodeVersion as there
 */
public record SavedInstance(
    Identity identity,
    @Nullable AppSpec spec,
    RestartHistory history,
    int launches,
    @Nullable ExitStatus lastExit,
    @Nullable ProcessId lastChild,
    List<PastExit> exits,
    boolean isTenant,
    @Nullable Boolean monitored,
    @Nullable String nodeVersion,
    Doing doing) {

  public SavedInstance {
    exits = List.copyOf(exits);
  }

  /** What an instance is doing, as far as another daemon can go on with it. */
  public sealed interface Doing {
    record Resting(@Nullable String problem) implements Doing {}

    /**
     * A child is being started, or has been and is not ready.
     *
     * @param once whether this is its only attempt
     * @param cutShort what follows in place of being ready; null if nothing has come between
     */
    record Starting(boolean once, @Nullable Sequel cutShort) implements Doing {}

    /**
     * It runs, or would.
     *
     * @param isReady false once the child has said that it is about to end
     * @param isHeld whether it is kept from running
     */
    record Running(boolean isReady, boolean isHeld) implements Doing {}

    record BackingOff(Instant until) implements Doing {}

    /** Its process tree is being ended, or is about to be. */
    record Ending(Sequel sequel) implements Doing {}

    record Leaving() implements Doing {}
  }

  /** Whether it is about to be gone for good. */
  public boolean isLeaving() {
    return switch (doing) {
      case Doing.Ending(var sequel) -> sequel instanceof Sequel.Leave;
      case Doing.Leaving _ -> true;
      case Doing.Resting _, Doing.Starting _, Doing.Running _, Doing.BackingOff _ -> false;
    };
  }

  /** Whether it may have a child. */
  public boolean mayRun() {
    return switch (doing) {
      case Doing.Starting _, Doing.Running _, Doing.Ending _ -> true;
      case Doing.Resting _, Doing.BackingOff _, Doing.Leaving _ -> false;
    };
  }

  /** The same for a file that has the app's spec already. */
  SavedInstance within(AppSpec wanted) {
    return Objects.equals(spec, wanted) ? with(null) : this;
  }

  SavedInstance with(@Nullable AppSpec other) {
    return with(other, doing);
  }

  public SavedInstance doing(Doing other) {
    return with(spec, other);
  }

  private SavedInstance with(@Nullable AppSpec newSpec, Doing newDoing) {
    return new SavedInstance(
        identity,
        newSpec,
        history,
        launches,
        lastExit,
        lastChild,
        exits,
        isTenant,
        monitored,
        nodeVersion,
        newDoing);
  }
}
