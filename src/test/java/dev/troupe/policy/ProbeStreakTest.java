package dev.troupe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.ProbeRules;
import dev.troupe.policy.ProbeStreak.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeStreakTest {
  private static final ProbeRules RULES =
      new ProbeRules(
          ProbeRules.Kind.TCP,
          "127.0.0.1",
          80,
          null,
          200,
          399,
          List.of(),
          Duration.ZERO,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          2,
          3);

  @ParameterizedTest
  @CsvSource({
    "'',        UNDECIDED",
    "+,         UNDECIDED",
    "++,        HEALTHY",
    "++++,      HEALTHY",
    "+-+,       UNDECIDED",
    "--,        UNDECIDED",
    "---,       UNHEALTHY",
    "--+--,     UNDECIDED",
    "++---,     UNHEALTHY",
    "---++,     HEALTHY",
    "++-,       UNDECIDED"
  })
  void decidesByTheLastAnswersInARow(String answers, Verdict verdict) {
    var streak = ProbeStreak.NONE;
    for (int i = 0; i < answers.length(); i++) {
      streak = streak.and(answers.charAt(i) == '+');
    }
    assertThat(streak.verdict(RULES)).isEqualTo(verdict);
  }
}
