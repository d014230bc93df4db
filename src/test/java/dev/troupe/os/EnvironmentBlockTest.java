package dev.troupe.os;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentBlockTest {
  @Test
  void findsAVariableWhereverItStands() {
    assertThat(find("unique_id=a\0B=1\0")).contains("a");
    assertThat(find("B=1\0unique_id=a=b\0C=2\0")).contains("a=b");
    assertThat(find("B=1\0unique_id=last")).contains("last");
  }

  @Test
  void isNotMisledByASimilarName() {
    assertThat(find("my_unique_id=x\0unique_idx=y\0B=unique_id=z\0")).isEmpty();
  }

  @Test
  void findsNothingInWhatCouldNotBeRead() {
    assertThat(EnvironmentBlock.find(new byte[0], -13, "unique_id")).isEmpty();
  }

  private static Optional<String> find(String block) {
    var bytes = block.getBytes(UTF_8);
    return EnvironmentBlock.find(bytes, bytes.length, "unique_id");
  }
}
