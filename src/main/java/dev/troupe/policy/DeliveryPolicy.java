package dev.troupe.policy;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of an event that was to be delivered to somebody outside. */
public final class DeliveryPolicy {
  /** Attempts at one event. */
  public static final int MOST_ATTEMPTS = 10;

  /** An older event is not tried again: whoever needs it late reads the journal. */
  public static final Duration OLDEST = Duration.ofHours(1);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** RFC 9110: the request was not answered in time. */
  private static final int REQUEST_TIMEOUT = 408;

  /** RFC 8470. */
  private static final int TOO_EARLY = 425;

  /** RFC 6585. */
  private static final int TOO_MANY_REQUESTS = 429;

  private DeliveryPolicy() {}

  /** What came of an attempt. */
  public sealed interface Outcome {
    /**
     * It was answered.
     *
     * @param retryAfter how long the answer asks to wait before the next attempt; null if it does
     *     not
     */
    record Answered(int status, @Nullable Duration retryAfter) implements Outcome {}

    /** It was not, and why. */
    record Unanswered(String reason) implements Outcome {}
  }

  /** What follows. */
  public sealed interface Decision {
    /** It is where it should be. */
    record Delivered() implements Decision {}

    /** It is tried again after a pause. */
    record Retry(Duration pause, String reason) implements Decision {}

    /** It is left undone. */
    record Abandon(String reason) implements Decision {}
  }

  /**
   * Decides after an attempt.
   *
   * @param attempts how many there were, at least 1
   * @param since when the event happened
   * @param chance from 0 to 1: spreads attempts of many senders over time
   */
  public static Decision after(
      Outcome outcome, int attempts, Instant since, Instant now, double chance) {
    return switch (outcome) {
      case Outcome.Answered(int status, _) when status >= 200 && status < 300 ->
          new Decision.Delivered();
      case Outcome.Answered(int status, _) when !mayPass(status) ->
          new Decision.Abandon(answered(status));
      case Outcome.Answered(int status, var retryAfter) ->
          again(
              answered(status), longer(pause(attempts, chance), retryAfter), attempts, since, now);
      case Outcome.Unanswered(var reason) ->
          again(reason, pause(attempts, chance), attempts, since, now);
    };
  }

  private static Decision again(
      String reason, Duration pause, int attempts, Instant since, Instant now) {
    if (attempts >= MOST_ATTEMPTS) {
      return new Decision.Abandon("%s, after %d attempts".formatted(reason, attempts));
    }
    return now.plus(pause).isAfter(since.plus(OLDEST))
        ? new Decision.Abandon("%s, for %d minutes".formatted(reason, OLDEST.toMinutes()))
        : new Decision.Retry(pause, reason);
  }

  /** Twice as long each time; between half of that and all of it. */
  static Duration pause(int attempts, double chance) {
    var full = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 16));
    var bounded = full.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : full;
    return Duration.ofMillis(Math.round(bounded.toMillis() * (0.5 + chance / 2)));
  }

  private static Duration longer(Duration pause, @Nullable Duration asked) {
    return asked != null && asked.compareTo(pause) > 0 ? asked : pause;
  }

  /** Whether the same request may be answered otherwise later. */
  private static boolean mayPass(int status) {
    return status >= 500
        || status == REQUEST_TIMEOUT
        || status == TOO_EARLY
        || status == TOO_MANY_REQUESTS;
  }

  private static String answered(int status) {
    return status >= 300 && status < 400
        ? "answered %d: redirects are not followed, give the final url".formatted(status)
        : "answered %d".formatted(status);
  }
}
