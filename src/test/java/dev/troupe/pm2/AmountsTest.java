package dev.troupe.pm2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

  @ParameterizedTest
  @CsvSource({
    "PT-5S, 0s",
    "PT0S, 0s",
    "PT59.9S, 59s",
    "PT60S, 1m",
    "PT59M59S, 59m",
    "PT1H, 1h",
    "PT23H59M, 23h",
    "P1D, 1D",
    "P400D, 400D"
  })
  void showsTheLargestWholeUnit(Duration time, String shown) {
    assertThat(Amounts.time(time)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0b",
    "1023, 1023b",
    "1024, 1.0kb",
    "54853632, 52.3mb",
    "1073741824, 1.0gb",
    "1099511627776, 1.0tb"
  })
  void showsMemoryShort(long bytes, String shown) {
    assertThat(Amounts.memory(bytes)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"0, 0%", "0.04, 0%", "3.14, 3.1%", "100, 100%", "199.96, 200%"})
  void showsDecimalsOnlyIfTheySaySomething(double share, String shown) {
    assertThat(Amounts.percent(share)).isEqualTo(shown);
  }
}
