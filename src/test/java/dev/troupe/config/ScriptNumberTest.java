package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptNumberTest {
  @ParameterizedTest
  @CsvSource({
    "2.0, 2",
    "-1.5, -1.5",
    "-0.0, 0",
    "0.1, 0.1",
    "1e15, 1000000000000000",
    "1.5e20, 150000000000000000000",
    "1e21, 1e+21",
    "-2.5e300, -2.5e+300",
    "0.000001, 0.000001",
    "0.00000125, 0.00000125",
    "1e-7, 1e-7",
    "2.5e-10, 2.5e-10"
  })
  void printsANumberAsNodeDoes(double number, String text) {
    assertThat(ScriptNumber.text(number)).isEqualTo(text);
  }
}
