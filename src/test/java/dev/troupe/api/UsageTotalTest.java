package dev.troupe.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.UsageSeries;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several instances as one. */
class UsageTotalTest {
  @Test
  void addsUpWhatWasMeasuredAtTheSameTime() {
    var older = new UsageSeries(0, List.of(100L, 105L), List.of(1.0, 2.0), List.of(10L, 20L));
    var younger = new UsageSeries(1, List.of(105L, 110L), List.of(0.5, 4.0), List.of(5L, 7L));
    assertThat(UsageTotal.of(List.of(older, younger)))
        .isEqualTo(
            new UsageTotal(
                List.of(100L, 105L, 110L), List.of(1.0, 2.5, 4.0), List.of(10L, 25L, 7L)));
  }

  @Test
  void countsAnInstanceOnceThoughItWasMeasuredTwiceInASecond() {
    var asked = new UsageSeries(0, List.of(100L, 100L), List.of(1.0, 2.0), List.of(10L, 20L));
    assertThat(UsageTotal.of(List.of(asked)))
        .isEqualTo(new UsageTotal(List.of(100L), List.of(2.0), List.of(20L)));
  }

  @Test
  void isEmptyIfThereIsNothing() {
    assertThat(UsageTotal.of(List.of())).isEqualTo(new UsageTotal(List.of(), List.of(), List.of()));
  }
}
