package dev.troupe.os;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcStatTest {
  private static final String REST =
      " S 17 4711 4700 34816 -1 4194560 119 2 0 0 30 12 5 6 20 0 3 0 987654 2961408 224"
          + " 18446744073709551615 94 95 140 0 0 0 0 4096 2 0 0 0 17 1 0 0 0 0 0 96 97 98 140723"
          + " 140733 140737 140740 0\n";

  @ParameterizedTest
  @ValueSource(strings = {"node", "a b", "(sd-pam)", "x) R 1 (y", ""})
  void readsALineWhateverTheProgramIsCalled(String name) {
    assertThat(parse("4711 (" + name + ")" + REST))
        .isEqualTo(new ProcStat(4711, 'S', 17, 4711, 4700, 42, 987654, 224, 140737, 11, 3));
  }

  @Test
  void anEndedProcessIsNotAlive() {
    assertThat(parse("1 (x) Z 0 1 1").isAlive()).isFalse();
    assertThat(parse("1 (x) T 0 1 1").isAlive()).isTrue();
  }

  private static ProcStat parse(String line) {
    var bytes = line.getBytes(UTF_8);
    return ProcStat.parse(bytes, bytes.length);
  }
}
