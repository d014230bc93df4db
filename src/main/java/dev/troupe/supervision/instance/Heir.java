package dev.troupe.supervision.instance;

import dev.troupe.model.AppSpec;
import dev.troupe.os.Child;
import dev.troupe.os.Takeover;
import dev.troupe.policy.ChildEnvironment;
import dev.troupe.supervision.saved.SavedInstance;
import dev.troupe.supervision.saved.SavedInstance.Doing;
import dev.troupe.supervision.saved.SavedState;
import dev.troupe.supervision.surroundings.Output;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * An instance of an earlier daemon, and what of it is there.
 *
 * @param spec what it was started with
 * @param takeover what became of its child
 * @param output what its children write to; null if that could not be opened, or it had none
 * @param daemons as in {@link SavedState}
 */
public record Heir(
    SavedInstance saved, AppSpec spec, Takeover takeover, @Nullable Output output, int daemons) {

  public int id() {
    return saved.identity().id();
  }

  /** Its child, taken over; null without one. */
  public @Nullable Child child() {
    return switch (takeover) {
      case Takeover.Taken(var child) -> child;
      case Takeover.Deaf(var child, _) -> child;
      case Takeover.Refused _, Takeover.Gone _ -> null;
    };
  }

  /** The same, about to do something else. */
  public Heir doing(Doing other) {
    return new Heir(saved.doing(other), spec, takeover, output, daemons);
  }

  Facts facts() {
    var child = child();
    var lastChild = child == null ? saved.lastChild() : child.id();
    var traces =
        new Traces(
            saved.launches(),
            saved.lastExit(),
            lastChild,
            output,
            saved.isTenant(),
            CompletableFuture.completedFuture(Done.getInstance()),
            saved.exits(),
            Dialogue.NONE,
            saved.nodeVersion());
    return new Facts(
        spec, saved.identity(), saved.history(), traces, Waiting.NOBODY, saved.monitored(), false);
  }

  /** What it does at first. */
  public Phase phase(String home) {
    var facts = facts();
    var live = live(home);
    return switch (saved.doing()) {
      case Doing.Resting(var problem) -> new Phase.Resting(facts, problem);
      case Doing.Starting(boolean once, var cutShort) when live == null ->
          new Phase.Launching(facts, once, cutShort, false, Waiting.NOBODY);
      case Doing.Starting(boolean once, _) -> new Phase.Starting(facts, live, once, Waiting.NOBODY);
      case Doing.Running _ when live == null ->
          new Phase.Launching(facts, false, null, false, Waiting.NOBODY);
      case Doing.Running(boolean isReady, _) -> new Phase.Running(facts, live, isReady, null);
      case Doing.BackingOff(var until) -> new Phase.BackingOff(facts, until, Waiting.NOBODY);
      case Doing.Ending(var sequel) ->
          new Phase.Stopping(facts, live, null, sequel, Waiting.NOBODY);
      case Doing.Leaving _ -> new Phase.Leaving(facts, Waiting.NOBODY);
    };
  }

  /** Nobody listens to its channel or to what it tells of itself yet. */
  private @Nullable Live live(String home) {
    var child = child();
    var identity = saved.identity();
    return child == null
        ? null
        : new Live(
            child,
            ChildEnvironment.of(
                spec,
                new ChildEnvironment.Birth(
                    identity.id(),
                    identity.slot(),
                    identity.uniqueId(),
                    saved.history(),
                    saved.history().startedAt(),
                    home,
                    Launch.OWNER)),
            null,
            null,
            null,
            null,
            spec.service().watchdog(),
            null);
  }
}
