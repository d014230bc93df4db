package dev.troupe.policy;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Readiness.Sign;
import dev.troupe.model.ReloadReport.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a rolling reload does next: facts in, actions out. Slots are replaced in their order, at
 * most {@code maxSurge} of them at a time. A slot counts as under way until its old instance is
 * gone.
 *
 * @param slots what each slot runs, and what is being done to it
 * @param maxSurge slots that may be under way at a time, at least 1
 * @param canGoBack whether the old version differs from the new one: if not, there is nothing to go
 *     back to
 * @param course where it is heading
 */
public record ReloadPlan(
    SortedMap<Integer, Slot> slots, int maxSurge, boolean canGoBack, Course course) {

  /** Of the app that is rolled out. */
  public enum Version {
    OLD,
    NEW
  }

  /** What is being done to a slot. */
  enum Stage {
    AT_REST,
    STARTING,
    RETIRING,
    ABANDONING
  }

  /**
   * One slot.
   *
   * @param runs the version that serves
   * @param stuck whether it could not go back and is left as it is
   */
  record Slot(Version runs, Stage stage, boolean stuck) {
    Slot in(Stage next) {
      return new Slot(runs, next, stuck);
    }
  }

  /** Where a reload is heading. */
  sealed interface Course {
    /** All slots shall run the new version. */
    record Forward() implements Course {}

    /** The new version has failed in {@code slot}: all slots shall run the old one. */
    record Back(int slot, String reason) implements Course {}

    /** Slots stay as they are. */
    record Cancelled(String reason) implements Course {}
  }

  /** What to do. */
  public sealed interface Action {
    /** Start a replacement beside the instance that serves. */
    record Start(int slot, Version version) implements Action {}

    /** The replacement serves from now on; the other one may end. */
    record Retire(int slot) implements Action {}

    /** Take the replacement away again. */
    record Abandon(int slot) implements Action {}

    /**
     * It is over.
     *
     * @param slot where it failed; null if it did not
     * @param reason why it failed or was cancelled; null if neither
     */
    record End(Outcome outcome, @Nullable Integer slot, @Nullable String reason)
        implements Action {}
  }

  /** The plan from now on, and what to do at once. */
  public record Next(ReloadPlan plan, List<Action> actions) {
    public Next {
      actions = List.copyOf(actions);
    }
  }

  public ReloadPlan {
    slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
  }

  /**
   * Whether an app is reloaded slot by slot, new beside old: only if two instances of it can serve
   * side by side, and it can be told when one is ready. Others are restarted.
   */
  public static boolean suits(AppSpec spec) {
    var service = spec.service();
    return switch (spec.execMode()) {
      case CLUSTER -> true;
      case FORK -> !service.sockets().isEmpty() || service.readiness().sign() != Sign.STARTED;
    };
  }

  /** A plan to replace what runs in these slots. */
  public static Next begin(Collection<Integer> slots, int maxSurge, boolean canGoBack) {
    var all = new TreeMap<Integer, Slot>();
    slots.forEach(slot -> all.put(slot, new Slot(Version.OLD, Stage.AT_REST, false)));
    return new ReloadPlan(all, maxSurge, canGoBack, new Course.Forward()).next(List.of());
  }

  /** The replacement in this slot is ready. */
  public Next ready(int slot) {
    if (!is(slot, Stage.STARTING)) {
      return stay();
    }
    var served = new Slot(heading(), Stage.RETIRING, false);
    return with(slot, _ -> served).next(List.of(new Action.Retire(slot)));
  }

  /** There will be no ready replacement in this slot. */
  public Next failed(int slot, String reason) {
    if (!is(slot, Stage.STARTING)) {
      return stay();
    }
    return switch (course) {
      case Course.Forward _ -> on(new Course.Back(slot, reason)).abandonAll();
      case Course.Back(int first, var cause) ->
          with(slot, failed -> new Slot(failed.runs(), Stage.ABANDONING, true))
              .on(new Course.Back(first, cause + stuck(slot, reason)))
              .next(List.of(new Action.Abandon(slot)));
      case Course.Cancelled _ -> stay();
    };
  }

  private static String stuck(int slot, String reason) {
    return "; slot %d keeps its new instance, the old version fails too: %s"
        .formatted(slot, reason);
  }

  /** The instance that served in this slot before is gone. */
  public Next oldStopped(int slot) {
    return is(slot, Stage.RETIRING) ? atRest(slot) : stay();
  }

  /** The replacement in this slot is gone. */
  public Next abandoned(int slot) {
    return is(slot, Stage.ABANDONING) ? atRest(slot) : stay();
  }

  /** It shall go no further. */
  public Next cancelled(String reason) {
    return switch (course) {
      case Course.Forward _ -> on(new Course.Cancelled(reason)).abandonAll();
      case Course.Back(int slot, var cause) ->
          on(new Course.Cancelled(
                  "%s, while going back because slot %d failed: %s".formatted(reason, slot, cause)))
              .abandonAll();
      case Course.Cancelled _ -> stay();
    };
  }

  /** The app has no such slot any longer. */
  public Next gone(int slot) {
    var rest = new TreeMap<>(slots);
    rest.remove(slot);
    return new ReloadPlan(rest, maxSurge, canGoBack, course).next(List.of());
  }

  /** The app has one more slot; it runs the new version already. */
  public Next added(int slot) {
    var more = new TreeMap<>(slots);
    more.put(slot, new Slot(Version.NEW, Stage.AT_REST, false));
    return new ReloadPlan(more, maxSurge, canGoBack, course).next(List.of());
  }

  /** Whether this slot serves the new version. */
  public boolean isReplaced(int slot) {
    var known = slots.get(slot);
    return known != null && known.runs() == Version.NEW;
  }

  /** How many slots serve the new version. */
  public int replaced() {
    return (int) slots.keySet().stream().filter(this::isReplaced).count();
  }

  private boolean is(int slot, Stage stage) {
    var known = slots.get(slot);
    return known != null && known.stage() == stage;
  }

  private ReloadPlan on(Course next) {
    return new ReloadPlan(slots, maxSurge, canGoBack, next);
  }

  private ReloadPlan with(int slot, UnaryOperator<Slot> change) {
    var all = new TreeMap<>(slots);
    all.computeIfPresent(slot, (_, known) -> change.apply(known));
    return new ReloadPlan(all, maxSurge, canGoBack, course);
  }

  private Next stay() {
    return new Next(this, List.of());
  }

  private Next atRest(int slot) {
    return with(slot, known -> known.in(Stage.AT_REST)).next(List.of());
  }

  private Next abandonAll() {
    var plan = this;
    var actions = new ArrayList<Action>();
    for (int slot : slots.keySet()) {
      if (is(slot, Stage.STARTING)) {
        plan = plan.with(slot, known -> known.in(Stage.ABANDONING));
        actions.add(new Action.Abandon(slot));
      }
    }
    return plan.next(actions);
  }

  /** The version that replacements are of. */
  private Version heading() {
    return course instanceof Course.Back ? Version.OLD : Version.NEW;
  }

  /** Starts as many replacements as may be under way, or ends if there is nothing left to do. */
  private Next next(List<Action> first) {
    var plan = this;
    var actions = new ArrayList<>(first);
    for (int slot : slots.keySet()) {
      if (plan.underWay() < maxSurge && plan.needsReplacement(slot)) {
        plan = plan.with(slot, known -> known.in(Stage.STARTING));
        actions.add(new Action.Start(slot, heading()));
      }
    }
    if (plan.underWay() == 0) {
      actions.add(plan.end());
    }
    return new Next(plan, actions);
  }

  private long underWay() {
    return slots.values().stream().filter(slot -> slot.stage() != Stage.AT_REST).count();
  }

  private boolean needsReplacement(int slot) {
    var known = slots.get(slot);
    return known != null
        && known.stage() == Stage.AT_REST
        && !known.stuck()
        && known.runs() != heading()
        && switch (course) {
          case Course.Forward _ -> true;
          case Course.Back _ -> canGoBack;
          case Course.Cancelled _ -> false;
        };
  }

  private Action.End end() {
    return switch (course) {
      case Course.Forward _ -> new Action.End(Outcome.COMPLETED, null, null);
      case Course.Back(int slot, var reason) -> new Action.End(Outcome.ROLLED_BACK, slot, reason);
      case Course.Cancelled(var reason) ->
          replaced() == slots.size()
              ? new Action.End(Outcome.COMPLETED, null, null)
              : new Action.End(Outcome.CANCELLED, null, reason);
    };
  }
}
