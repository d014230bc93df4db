package dev.troupe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private static final Instant START = Instant.EPOCH;
  private static final Duration DELAY = Duration.ofSeconds(2);

  @Test
  void waitsUntilNothingHasChangedForAWhile() {
    var changes = Changes.begin("a.js", 1, START);
    assertThat(changes.pause(Duration.ZERO, START)).isEqualTo(Changes.QUIET);
    assertThat(changes.pause(DELAY, START)).isEqualTo(DELAY);
    var later = START.plusSeconds(1);
    assertThat(changes.and(1, later).pause(DELAY, later)).isEqualTo(DELAY);
    assertThat(changes.pause(DELAY, later)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void butNotForEver() {
    var now = START.plus(Changes.LONGEST).minusMillis(100);
    assertThat(Changes.begin("a.js", 1, START).and(9, now).pause(Duration.ZERO, now))
        .isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void saysWhatHasChanged() {
    assertThat(Changes.begin("/srv/a.js", 1, START).words()).isEqualTo("/srv/a.js changed");
    assertThat(Changes.begin("/srv/a.js", 1, START).and(41, START).words())
        .isEqualTo("/srv/a.js and 41 more changed");
  }
}
