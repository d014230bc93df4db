package dev.troupe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.policy.DeliveryPolicy.Decision;
import dev.troupe.policy.DeliveryPolicy.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryPolicyTest {
  private static final Instant THEN = Instant.parse("2026-01-31T12:00:00Z");
  private static final Instant NOW = THEN.plusSeconds(3);

  private static Decision after(Outcome outcome) {
    return DeliveryPolicy.after(outcome, 1, THEN, NOW, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 204})
  void whatIsTakenIsDelivered(int status) {
    assertThat(after(new Outcome.Answered(status, null))).isEqualTo(new Decision.Delivered());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503})
  void whatMayPassIsTriedAgain(int status) {
    assertThat(after(new Outcome.Answered(status, null)))
        .isEqualTo(new Decision.Retry(Duration.ofSeconds(1), "answered " + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 410, 413})
  void whatTheReceiverRefusesIsNotTriedAgain(int status) {
    assertThat(after(new Outcome.Answered(status, null)))
        .isEqualTo(new Decision.Abandon("answered " + status));
  }

  @Test
  void aRedirectIsNotFollowed() {
    assertThat(after(new Outcome.Answered(302, null)))
        .isEqualTo(
            new Decision.Abandon("answered 302: redirects are not followed, give the final url"));
  }

  @Test
  void waitsAsLongAsTheReceiverAsks() {
    assertThat(after(new Outcome.Answered(429, Duration.ofSeconds(40))))
        .isEqualTo(new Decision.Retry(Duration.ofSeconds(40), "answered 429"));
    assertThat(after(new Outcome.Answered(429, Duration.ZERO)))
        .isEqualTo(new Decision.Retry(Duration.ofSeconds(1), "answered 429"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1000",
    "2, 2000",
    "3, 4000",
    "8, 128000",
    "9, 256000",
    "10, 300000",
    "60, 300000"
  })
  void thePauseDoublesUpToFiveMinutes(int attempts, long millis) {
    assertThat(DeliveryPolicy.pause(attempts, 1)).hasMillis(millis);
    assertThat(DeliveryPolicy.pause(attempts, 0)).hasMillis(millis / 2);
  }

  @Test
  void givesUpAfterTenAttempts() {
    var late = new Outcome.Unanswered("cannot be connected to");
    assertThat(DeliveryPolicy.after(late, 9, THEN, NOW, 0)).isInstanceOf(Decision.Retry.class);
    assertThat(DeliveryPolicy.after(late, 10, THEN, NOW, 0))
        .isEqualTo(new Decision.Abandon("cannot be connected to, after 10 attempts"));
  }

  @Test
  void givesUpWhatWouldBeOlderThanAnHour() {
    var late = new Outcome.Unanswered("cannot be connected to");
    assertThat(DeliveryPolicy.after(late, 1, THEN, THEN.plus(Duration.ofMinutes(60)), 0))
        .isEqualTo(new Decision.Abandon("cannot be connected to, for 60 minutes"));
    assertThat(
            DeliveryPolicy.after(new Outcome.Answered(503, Duration.ofHours(2)), 1, THEN, NOW, 0))
        .isInstanceOf(Decision.Abandon.class);
  }
}
