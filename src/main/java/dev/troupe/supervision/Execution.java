package dev.troupe.supervision;

import dev.troupe.config.ConfigError;
import dev.troupe.config.ReadResult;
import dev.troupe.config.SavedApps;
import dev.troupe.supervision.Supervisor.Answer;
import dev.troupe.supervision.Supervisor.CarriedOut;
import dev.troupe.supervision.Supervisor.Command;
import dev.troupe.supervision.Supervisor.Declare;
import dev.troupe.supervision.Supervisor.DeclareInWords;
import dev.troupe.supervision.Supervisor.Delete;
import dev.troupe.supervision.Supervisor.State;
import dev.troupe.supervision.Supervisor.Targeted;
import dev.troupe.supervision.surroundings.Surroundings;
import java.util.List;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * Has the supervisor's orders carried out: sends their errands out, and has the replies come back
 * together. Once nothing more is accepted, it says so. To be used by the supervisor's actor alone.
 */
record Execution(Surroundings around, ActorContext<Command> context, Orders orders) {
  /** Every name there is. */
  private static final String APPS_AND_MODULES = "/.*/";

  /** The roster since. */
  Roster act(State state, Targeted request) {
    return carryOut(state, request.replyTo(), () -> orders.act(state.roster(), request));
  }

  Roster revive(State state, SavedApps.Result saved, ActorRef<Answer> replyTo) {
    saved.problems().forEach(context.getLog()::error);
    var to =
        saved.problems().isEmpty()
            ? replyTo
            : context.spawnAnonymous(
                Revival.adding(saved.problems(), replyTo), DispatcherSelector.sameAsParent());
    return carryOut(state, to, () -> orders.revive(state.roster(), saved.apps()));
  }

  Roster declare(State state, DeclareInWords words, ReadResult result) {
    return switch (result) {
      case ReadResult.Accepted(var specs, var warnings) -> {
        var declare = new Declare(specs, words.ifKnown(), words.parallel(), words.replyTo());
        yield declare(state, declare, warnings);
      }
      case ReadResult.Refused(var errors, _) -> {
        words.replyTo().tell(new Answer.Invalid(errors.stream().map(ConfigError::line).toList()));
        yield state.roster();
      }
    };
  }

  Roster declare(State state, Declare request, List<String> warnings) {
    return carryOut(
        state, request.replyTo(), warnings, () -> orders.declare(state.roster(), request));
  }

  Roster change(State state, Targeted request, Revision revision) {
    return carryOut(
        state,
        request.replyTo(),
        revision.warnings(),
        () -> orders.change(state.roster(), request, revision));
  }

  private Roster carryOut(State state, ActorRef<Answer> replyTo, Supplier<Orders.Order> request) {
    return carryOut(state, replyTo, List.of(), request);
  }

  private Roster carryOut(
      State state,
      ActorRef<Answer> replyTo,
      List<String> warnings,
      Supplier<Orders.Order> request) {
    if (state.closing()) {
      replyTo.tell(new Answer.Conflict("the daemon is being stopped"));
      return state.roster();
    }
    return switch (request.get()) {
      case Orders.Refused(var answer) -> {
        replyTo.tell(answer);
        yield state.roster();
      }
      case Orders.Accepted(var errands) -> {
        new Changes(around).announce(state.roster(), errands.roster());
        yield run(errands, warnings, replyTo);
      }
    };
  }

  /** Sends the errands out; the replies come back together as {@link CarriedOut}. */
  Roster run(Errands errands, List<String> warnings, ActorRef<Answer> replyTo) {
    var roster = errands.roster();
    ActorRef<Object> gather =
        context.spawnAnonymous(
            Gather.create(
                errands,
                gathered -> new CarriedOut(roster, gathered, warnings, replyTo),
                context.getSelf()),
            DispatcherSelector.sameAsParent());
    errands.atOnce().forEach(errand -> errand.send(gather.narrow()));
    gather.tell(new Gather.Begun());
    return roster;
  }

  State shutdown(State state, ActorRef<Answer> replyTo) {
    var closing = new State(state.roster(), state.listings(), true);
    return switch (orders.act(state.roster(), new Delete(APPS_AND_MODULES, replyTo))) {
      case Orders.Accepted(var errands) -> closing.with(run(errands, List.of(), replyTo));
      case Orders.Refused _ -> closing.with(run(Errands.none(state.roster()), List.of(), replyTo));
    };
  }
}
