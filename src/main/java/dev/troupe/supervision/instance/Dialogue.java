package dev.troupe.supervision.instance;

import dev.troupe.model.Instruments;
import dev.troupe.node.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What an instance's present child has told of itself, and what it was asked. Bounded, whatever the
 * child does.
 *
 * @param shown what others see: a child's metrics are shown once in {@link #PAUSE}
 * @param told what it has told by now
 * @param isDue whether newer metrics will be shown by themselves
 * @param calls actions that were triggered and have not answered, the oldest first
 * @param notes notes since {@code notesSince}
 */
record Dialogue(
    Instruments shown,
    Instruments told,
    boolean isDue,
    List<Call> calls,
    long nextCall,
    int notes,
    Instant notesSince) {

  /** Of a child that has said nothing. */
  static final Dialogue NONE =
      new Dialogue(Instruments.NONE, Instruments.NONE, false, List.of(), 0, 0, Instant.EPOCH);

  /** Between two looks that others get at a child's metrics. PM2's library sends once a second. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  static final int MOST_METRICS = 200;
  static final int MOST_ACTIONS = 100;
  static final int MOST_OPTIONS = 64;

  /** Exceptions and notes of one child that are passed on within a minute. */
  static final int MOST_NOTES = 60;

  private static final Duration NOTES_PERIOD = Duration.ofMinutes(1);

  /** An action that was triggered. */
  record Call(long number, String action, ActorRef<Instance.Reply> replyTo) {}

  Dialogue {
    calls = List.copyOf(calls);
  }

  /** With newer metrics; they are not shown yet. */
  Dialogue told(Telemetry.Metrics metrics) {
    return telling(
        new Instruments(
            merged(told.metrics(), metrics.values(), MOST_METRICS),
            told.actions(),
            told.options()));
  }

  /** With an action, in place of the one of that name. */
  Dialogue told(Telemetry.ActionOffered action) {
    var actions = new ArrayList<Map<String, Object>>();
    for (var known : told.actions()) {
      if (!action.name().equals(known.get(Instruments.ACTION_NAME))) {
        actions.add(known);
      }
    }
    if (actions.size() >= MOST_ACTIONS) {
      return this;
    }
    actions.add(action.fields());
    return telling(new Instruments(told.metrics(), List.copyOf(actions), told.options())).showing();
  }

  Dialogue told(Telemetry.Options options) {
    var all = merged(told.options(), options.values(), MOST_OPTIONS);
    return telling(new Instruments(told.metrics(), told.actions(), all)).showing();
  }

  private static Map<String, Object> merged(
      Map<String, Object> known, Map<String, Object> newer, int most) {
    var all = new LinkedHashMap<>(known);
    for (var one : newer.entrySet()) {
      if (all.size() < most || all.containsKey(one.getKey())) {
        all.put(one.getKey(), one.getValue());
      }
    }
    return all;
  }

  private Dialogue telling(Instruments newer) {
    return new Dialogue(shown, newer, isDue, calls, nextCall, notes, notesSince);
  }

  /** Others see now what the child has told. */
  Dialogue showing() {
    return new Dialogue(told, told, isDue, calls, nextCall, notes, notesSince);
  }

  Dialogue due(boolean isNowDue) {
    return new Dialogue(shown, told, isNowDue, calls, nextCall, notes, notesSince);
  }

  /** With one more call, of number {@link #nextCall()}. */
  Dialogue calling(String action, ActorRef<Instance.Reply> replyTo) {
    var more = new ArrayList<>(calls);
    more.add(new Call(nextCall, action, replyTo));
    return new Dialogue(shown, told, isDue, more, nextCall + 1, notes, notesSince);
  }

  /** The oldest call of this action: its answers come in the order in which they were asked for. */
  Optional<Call> call(String action) {
    return calls.stream().filter(call -> call.action().equals(action)).findFirst();
  }

  Optional<Call> call(long number) {
    return calls.stream().filter(call -> call.number() == number).findFirst();
  }

  Dialogue without(Call answered) {
    var rest = calls.stream().filter(call -> !call.equals(answered)).toList();
    return new Dialogue(shown, told, isDue, rest, nextCall, notes, notesSince);
  }

  /** With one more note of the child's. */
  Dialogue noted(Instant now) {
    boolean isNewPeriod = notesSince.plus(NOTES_PERIOD).isBefore(now);
    return new Dialogue(
        shown,
        told,
        isDue,
        calls,
        nextCall,
        isNewPeriod ? 1 : notes + 1,
        isNewPeriod ? now : notesSince);
  }

  /** Whether the last note is one too many. */
  boolean isTalkative() {
    return notes > MOST_NOTES;
  }

  /** Nobody is there any longer to answer. */
  void end(Facts facts) {
    for (var call : calls) {
      call.replyTo().tell(Step.refusal(facts, "has ended before it answered " + call.action()));
    }
  }
}
