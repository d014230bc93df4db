package dev.troupe.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPatternTest {

  @ParameterizedTest
  @CsvSource({
    "ERROR, an ERROR here, true",
    "ERROR, an error here, false",
    "(?i)ERROR, an error here, true",
    "^GET /[a-z]+ 5\\d\\d$, GET /users 503, true",
    "a|ü, grün, true",
  })
  void findsWhatTheExpressionMeans(String expression, String text, boolean isFound) {
    assertThat(TextPattern.of(expression).test(text)).isEqualTo(isFound);
  }

  @Test
  @Timeout(5)
  void isNotHeldUpByAnExpressionThatBacktracksForEver() {
    assertThat(TextPattern.of("(a+)+$").test("a".repeat(60_000) + "b")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "(;missing closing )",
        "(?=x);no regular expression",
        "((a{100}){100}){100};repeats more than",
      })
  void refusesWhatCannotBeRead(String expression, String reason) {
    assertThatThrownBy(() -> TextPattern.of(expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThatThrownBy(() -> TextPattern.of("x".repeat(1_001)))
        .hasMessageContaining("1000 characters");
  }
}
