package dev.troupe.pm2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Usage;
import org.junit.jupiter.api.Test;

class UsageTextTest {
  @Test
  void tellsAllThatIsKnown() {
    assertThat(UsageText.of(new Usage(1.25, 3 << 20, 2, 9, 1), 1L << 20))
        .isEqualTo("1.3% cpu, 3.0mb memory (1.0mb pss), 2 processes, 9 threads, 1 open file");
  }

  @Test
  void leavesOutWhatCannotBeKnown() {
    assertThat(UsageText.of(new Usage(0, 1024), null)).isEqualTo("0% cpu, 1.0kb memory");
  }
}
