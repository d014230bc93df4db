package dev.troupe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeliveryQueueTest {
  private static DeliveryQueue<Integer> of(int number) {
    var queue = DeliveryQueue.<Integer>empty();
    for (int i = 0; i < number; i++) {
      queue = queue.and(i);
    }
    return queue;
  }

  @Test
  void keepsTheOrder() {
    assertThat(of(3).waiting()).containsExactly(0, 1, 2);
    assertThat(of(3).rest(0).first()).isEqualTo(1);
    assertThat(of(1).rest(0).isEmpty()).isTrue();
  }

  @Test
  void leavesOutTheOldestThatIsNotUnderWay() {
    var full = of(DeliveryQueue.MOST + 2);
    assertThat(full.waiting()).hasSize(DeliveryQueue.MOST).startsWith(0, 3, 4);
    assertThat(full.dropped()).isEqualTo(2);
  }

  @Test
  void theFirstOneMayChange() {
    assertThat(of(3).with(7).waiting()).containsExactly(7, 1, 2);
  }
}
