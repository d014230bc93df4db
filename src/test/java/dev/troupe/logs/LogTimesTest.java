package dev.troupe.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTimesTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private Instant now = NOON;
  private final LogTimes times = new LogTimes(() -> now);

  private record Write(Instant at, long start) {}

  @Test
  void knowsFromWhichByteOnTheLogIsYounger() {
    writeAfter(Duration.ZERO, 10);
    writeAfter(Duration.ofSeconds(1), 20);
    writeAfter(Duration.ofSeconds(1), 30);

    assertThat(times.spans().startOf(NOON.plusMillis(1))).isEqualTo(10);
    assertThat(times.spans().startOf(NOON.plusSeconds(1))).isEqualTo(10);
    assertThat(times.spans().startOf(NOON.plusSeconds(2))).isEqualTo(30);
    assertThat(times.spans().startOf(NOON.plusSeconds(3))).isEqualTo(60);
  }

  @Test
  void doesNotKnowWhatWasBeforeItsFirstByte() {
    writeAfter(Duration.ZERO, 10);

    assertThat(times.spans().startOf(NOON.minusSeconds(1))).isEqualTo(LogSpans.UNKNOWN);
  }

  @Test
  void takesAllThatIsFoundForAsOldAsTheFile() {
    times.found("file", 1_000, NOON.minusSeconds(60));
    writeAfter(Duration.ZERO, 10);

    assertThat(times.spans().startOf(NOON.minusSeconds(59))).isEqualTo(1_000);
    assertThat(times.spans().timeOf(times.spans().spanAt(500))).isEqualTo(NOON.minusSeconds(60));
  }

  @Test
  void knowsNothingOfAnEmptiedFile() {
    writeAfter(Duration.ZERO, 10);
    times.emptied();

    assertThat(times.spans().spanAt(5)).isEqualTo(-1);
    assertThat(times.spans().end()).isEqualTo(10);
  }

  @Test
  void goesOnWithWhatAnEarlierDaemonKnew() {
    times.found("file", 0, NOON);
    writeAfter(Duration.ZERO, 10);
    writeAfter(Duration.ofSeconds(60), 20);
    var next = new LogTimes(() -> now, times.kept());
    next.found("file", 35, now.plusSeconds(30));

    assertThat(next.spans().startOf(NOON.plusSeconds(1))).isEqualTo(10);
    assertThat(next.spans().startOf(NOON.plusSeconds(61))).isEqualTo(30);
    assertThat(next.spans().startOf(NOON.plusSeconds(91))).isEqualTo(35);
  }

  @ParameterizedTest
  @CsvSource({"other, 30", "file, 29"})
  void forgetsWhatWasKnownOfAnotherFileOrOneThatWasEmptied(String file, int size) {
    times.found("file", 0, NOON);
    writeAfter(Duration.ZERO, 10);
    writeAfter(Duration.ofSeconds(60), 20);
    var next = new LogTimes(() -> now, times.kept());
    next.found(file, size, now);

    assertThat(next.spans().spanAt(0)).isZero();
    assertThat(next.spans().startOf(NOON)).isEqualTo(LogSpans.UNKNOWN);
    assertThat(next.spans().end()).isEqualTo(size);
  }

  @Test
  void handsOnWhatItHasNotUsedItself() {
    times.found("file", 0, NOON);
    writeAfter(Duration.ZERO, 10);

    assertThat(new LogTimes(() -> now, times.kept()).kept()).isEqualTo(times.kept());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isRightToASixteenthOfAnyAgeAndStaysSmall(long seed) {
    var random = new Random(seed);
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      now = now.plusMillis((long) Math.pow(10, random.nextDouble() * 5));
      writes.add(new Write(now, times.end()));
      times.appended(1 + random.nextInt(100));
    }
    var spans = times.spans();

    for (int i = 0; i < 100; i++) {
      var since = writes.get(random.nextInt(writes.size()));
      long start = Math.max(0, spans.startOf(since.at()));
      assertThat(start).isLessThanOrEqualTo(since.start());
      var age = Duration.between(since.at(), now);
      var tooOld = since.at().minus(age.dividedBy(16)).minusMillis(100);
      long oldest =
          writes.stream().filter(it -> !it.at().isBefore(tooOld)).findFirst().orElseThrow().start();
      assertThat(start).isGreaterThanOrEqualTo(oldest);
    }
    assertThat(spans.spanAt(times.end())).isLessThan(LogTimes.MOST);
  }

  private void writeAfter(Duration pause, int bytes) {
    now = now.plus(pause);
    times.appended(bytes);
  }
}
