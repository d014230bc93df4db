package dev.troupe.embed.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.embed.Followed;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private final Backlog<Integer> backlog = new Backlog<>(3);

  private Optional<Followed<Integer>> next() {
    return backlog.next().toCompletableFuture().join();
  }

  private static Optional<Followed<Integer>> item(int item) {
    return Optional.of(new Followed.Item<>(item));
  }

  @Test
  void handsOnWhatWaitsInItsOrder() {
    IntStream.of(1, 2, 3).forEach(backlog::offer);
    assertThat(next()).isEqualTo(item(1));
    assertThat(next()).isEqualTo(item(2));
    assertThat(next()).isEqualTo(item(3));
  }

  @Test
  void answersOnceThereIsSomething() {
    var next = backlog.next().toCompletableFuture();
    assertThat(next).isNotDone();
    backlog.offer(1);
    assertThat(next).isCompletedWithValue(item(1));
  }

  @Test
  void dropsTheOldestAndTellsHowManyBeforeTheRest() {
    IntStream.rangeClosed(1, 10).forEach(backlog::offer);
    assertThat(next()).contains(new Followed.Missed<>(7));
    assertThat(next()).isEqualTo(item(8));
    IntStream.of(11, 12).forEach(backlog::offer);
    assertThat(next()).contains(new Followed.Missed<>(1));
    assertThat(next()).isEqualTo(item(10));
  }

  @Test
  void endsAfterWhatWaits() {
    backlog.offer(1);
    backlog.close();
    assertThat(next()).isEqualTo(item(1));
    assertThat(next()).isEmpty();
  }

  @Test
  void theEndIsAnAnswerToo() {
    var next = backlog.next().toCompletableFuture();
    backlog.close();
    assertThat(next).isCompletedWithValue(Optional.empty());
  }
}
