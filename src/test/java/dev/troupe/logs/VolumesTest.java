package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.LogVolume;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumesTest {
  private final Volumes volumes = new Volumes();

  @Test
  void bytesAndLinesOfBothStreamsAreAddedUp() {
    var volume = volumes.join(3);
    volume.count(buffer("one\ntwo\nthr"));
    volume.count(buffer("ee\n"));
    volumes.dropped(3, 5);
    assertThat(volumes.all()).isEqualTo(Map.of(3, new LogVolume(14, 3, 5)));
  }

  @Test
  void theNextGenerationGoesOnCountingWhileTheLastOneIsThere() {
    volumes.join(3).count(buffer("old\n"));
    volumes.join(3).count(buffer("new\n"));
    volumes.leave(3);
    assertThat(volumes.all()).isEqualTo(Map.of(3, new LogVolume(8, 2, 0)));
    volumes.leave(3);
    assertThat(volumes.all()).isEmpty();
  }

  @Test
  void whatIsLostOfAnInstanceThatHasGoneIsNotCounted() {
    volumes.dropped(3, 5);
    assertThat(volumes.all()).isEmpty();
  }

  @Test
  void aBufferIsHandedBackAsItWas() {
    var chunk = buffer("one\ntwo\n").position(4);
    assertThat(new Volume().count(chunk)).isSameAs(chunk);
    assertThat(chunk.position()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 16, 1000})
  void endsOfLinesAreCountedWhateverStandsBetweenThem(int length) {
    var random = new Random(length);
    for (int round = 0; round < 50; round++) {
      var bytes = new byte[length + 3];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (random.nextInt(3) == 0 ? '\n' : random.nextInt(256));
      }
      int expected = 0;
      for (int i = 3; i < bytes.length; i++) {
        expected += bytes[i] == '\n' ? 1 : 0;
      }
      assertThat(LineEnds.count(ByteBuffer.wrap(bytes).position(3))).isEqualTo(expected);
      assertThat(LineEnds.count(direct(bytes).position(3))).isEqualTo(expected);
      assertThat(LineEnds.count(ByteBuffer.wrap(bytes).position(3).slice())).isEqualTo(expected);
    }
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  private static ByteBuffer buffer(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
