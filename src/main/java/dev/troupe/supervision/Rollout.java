package dev.troupe.supervision;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ReloadReport;
import dev.troupe.model.ReloadReport.Outcome;
import dev.troupe.model.RestartReason;
import dev.troupe.supervision.instance.Instance;
import dev.troupe.supervision.instance.Numbered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * What an app remembers of the reload under way.
 *
 * @param session who plans it
 * @param before what was wanted until then
 * @param asked the instances to replace, by id, as they were
 * @param reason what it is for, other than a command; null for a command
 * @param replyTo hears of each of them at the end
 * @param held what has to wait for the end
 */
record Rollout(
    ActorRef<Reload.Command> session,
    AppSpec before,
    Map<Integer, Numbered> asked,
    @Nullable RestartReason reason,
    ActorRef<Instance.Reply> replyTo,
    List<App.Command> held) {

  static Rollout begin(
      ActorRef<Reload.Command> session,
      AppSpec before,
      Map<Integer, Generations.Member> asked,
      App.BeginReload request) {
    var shown = new HashMap<Integer, Numbered>();
    asked.forEach((id, member) -> shown.put(id, member.shown()));
    var asShown = Map.copyOf(shown);
    return new Rollout(session, before, asShown, request.reason(), request.replyTo(), List.of());
  }

  /** Ids by slot. */
  static Map<Integer, Integer> slots(Map<Integer, Generations.Member> asked) {
    var slots = new HashMap<Integer, Integer>();
    asked.forEach((id, member) -> slots.put(member.identity().slot(), id));
    return Map.copyOf(slots);
  }

  Rollout holding(App.Command command) {
    var more = new ArrayList<>(held);
    more.add(command);
    return new Rollout(session, before, asked, reason, replyTo, List.copyOf(more));
  }

  /**
   * What is wanted after this end: the old version again, unless the new one has come to stay in
   * some slot at least.
   */
  AppSpec wanted(AppSpec rolledOut, ReloadReport report) {
    boolean isBack =
        switch (report.outcome()) {
          case COMPLETED -> false;
          case ROLLED_BACK -> true;
          case CANCELLED -> report.replaced() == 0;
        };
    return isBack ? before.withInstances(rolledOut.instances()) : rolledOut;
  }

  /** What is wanted if all ended here: the new version as soon as an instance of it serves. */
  AppSpec lasting(AppSpec rolledOut, Generations all) {
    boolean serves =
        asked.entrySet().stream()
            .anyMatch(one -> isReplaced(one.getValue(), all.visible(one.getKey())));
    return serves ? rolledOut : before.withInstances(rolledOut.instances());
  }

  private static boolean isReplaced(Numbered was, Generations.@Nullable Member visible) {
    return visible != null && visible.identity().generation() != was.generation();
  }

  /** Answers for each instance. */
  void answer(Generations all, ReloadReport report) {
    asked.forEach((id, was) -> replyTo.tell(reply(all, report, id, was)));
  }

  private Instance.Reply reply(Generations all, ReloadReport report, int id, Numbered was) {
    var name = before.name();
    if (report.outcome() == Outcome.ROLLED_BACK
        && Objects.equals(report.slot(), was.snapshot().slot())) {
      return new Instance.Reply.Refused(
          id, "%s[%d] reload rolled back: %s".formatted(name, id, reason(report, id)));
    }
    var visible = all.visible(id);
    if (visible == null) {
      return new Instance.Reply.Deleted(was);
    }
    boolean isOld = visible.shown().generation() == was.generation();
    return report.outcome() == Outcome.CANCELLED && isOld
        ? new Instance.Reply.Refused(id, "%s reload cancelled: %s".formatted(name, report.reason()))
        : new Instance.Reply.Settled(visible.shown());
  }

  /** Instances begin their reasons with who they are; that is said already. */
  private String reason(ReloadReport report, int id) {
    var reason = String.valueOf(report.reason());
    var prefix = "%s[%d] ".formatted(before.name(), id);
    return reason.startsWith(prefix) ? reason.substring(prefix.length()) : reason;
  }
}
