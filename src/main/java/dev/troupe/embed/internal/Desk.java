package dev.troupe.embed.internal;

import dev.troupe.embed.Answer;
import dev.troupe.embed.TroupeSupervisor.Apps;
import dev.troupe.embed.TroupeSupervisor.Command;
import dev.troupe.embed.TroupeSupervisor.FollowEvents;
import dev.troupe.embed.TroupeSupervisor.FollowLogs;
import dev.troupe.embed.TroupeSupervisor.Internal;
import dev.troupe.embed.TroupeSupervisor.IsReady;
import dev.troupe.embed.TroupeSupervisor.ListApps;
import dev.troupe.embed.TroupeSupervisor.Request;
import dev.troupe.embed.TroupeSupervisor.Shutdown;
import dev.troupe.embed.TroupeSupervisor.Targeted;
import dev.troupe.supervision.Supervisor;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** Takes requests to the supervisor and brings each its answer. */
record Desk(Requests requests, Estate estate, ActorContext<Command> context) {
  private static final Answer LOST =
      new Answer.Conflict(
          "the supervisor has ended or failed meanwhile: nobody knows what came of it");

  private static final Answer NO_TARGET =
      new Answer.Invalid(List.of("target: is null; name an app or an instance, or say all"));

  /** Says that nothing can be done. */
  static void refuse(Command command, String reason) {
    switch (command) {
      case Request request -> request.replyTo().tell(new Answer.Conflict(reason));
      case ListApps(_, var replyTo) -> replyTo.tell(new Apps(List.of()));
      case FollowEvents _, FollowLogs _, IsReady _, Internal _ -> {}
    }
  }

  void handOn(Household household, Command command) {
    var supervisor = household.supervisor();
    switch (command) {
      case Targeted request when isWithoutTarget(request) -> request.replyTo().tell(NO_TARGET);
      case Request request ->
          supervisor.tell(
              requests.of(
                  request,
                  errand(
                      (Supervisor.Answer said) -> answer(request, Requests.answer(said)),
                      () -> answer(request, LOST))));
      case ListApps(var target, var replyTo) -> {
        var self = context.getSelf();
        list(
            household,
            target,
            listing -> replyTo.tell(new Apps(listing.apps())),
            () -> self.tell(command));
      }
      case Root.GetParts(var replyTo) ->
          replyTo.tell(new Root.Parts(supervisor, household.announcer(), estate.feeds().logs()));
      case FollowEvents _, FollowLogs _, IsReady _, Internal _ -> {}
    }
  }

  /** Says whether all is ready. */
  void judge(Household household, ActorRef<Boolean> replyTo) {
    list(
        household,
        "all",
        listing -> replyTo.tell(Health.isReady(listing.apps())),
        () -> replyTo.tell(false));
  }

  private void list(
      Household household, String target, Consumer<Supervisor.Listing> taker, Runnable lost) {
    household.supervisor().tell(new Supervisor.ListApps(target, errand(taker, lost)));
  }

  /** Callers may be written in languages that do not check this. */
  private static boolean isWithoutTarget(Targeted request) {
    return Objects.isNull(request.target());
  }

  private <T> ActorRef<T> errand(Consumer<T> taker, Runnable lost) {
    return context.spawnAnonymous(Errand.create(taker, lost), DispatcherSelector.sameAsParent());
  }

  /** On the thread of the errand. */
  private void answer(Request request, Answer answer) {
    if (request instanceof Shutdown) {
      estate.ended().thenRun(() -> request.replyTo().tell(answer));
      context.getSelf().tell(new Root.Closed());
    } else {
      request.replyTo().tell(answer);
    }
  }
}
