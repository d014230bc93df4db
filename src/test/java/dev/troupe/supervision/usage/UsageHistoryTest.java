package dev.troupe.supervision.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Usage;
import dev.troupe.model.UsageSeries;
import dev.troupe.supervision.usage.UsageHistory.Past;
import dev.troupe.supervision.usage.UsageHistory.Recall;
import dev.troupe.supervision.usage.UsageHistory.Sampled;
import dev.troupe.supervision.usage.UsageHistory.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.api.Test;

class UsageHistoryTest {
  private static final Subject WEB = new Subject(0, 0);
  private static final Subject API = new Subject(1, 1);
  private static final long KIB = 1024;

  private Instant now = Instant.ofEpochSecond(1000);
  private final BehaviorTestKit<UsageHistory.Command> history =
      BehaviorTestKit.create(UsageHistory.create(() -> now));

  private void sample(Subject subject, double cpu, long memory) {
    history.run(new Sampled(Map.of(subject, new Usage(cpu, memory)), Set.of(WEB, API)));
  }

  private List<UsageSeries> recall(Subject... subjects) {
    var inbox = TestInbox.<Past>create();
    history.run(new Recall(List.of(subjects), inbox.getRef()));
    return inbox.receiveMessage().instances();
  }

  @Test
  void remembersSampleBySample() {
    sample(WEB, 1.26, 10 * KIB);
    now = now.plusSeconds(5);
    sample(WEB, 150, 20 * KIB);
    assertThat(recall(API, WEB))
        .containsExactly(
            new UsageSeries(
                0, List.of(1000L, 1005L), List.of(1.3, 150.0), List.of(10 * KIB, 20 * KIB)));
  }

  @Test
  void showsTheLastHour() {
    sample(WEB, 1, KIB);
    now = now.plus(Duration.ofMinutes(61));
    sample(WEB, 2, KIB);
    assertThat(recall(WEB).getFirst().cpu()).containsExactly(2.0);
  }

  @Test
  void keepsNoMoreThanItHasRoomFor() {
    for (int i = 0; i < 2000; i++) {
      now = now.plusSeconds(1);
      sample(WEB, i, KIB);
    }
    var series = recall(WEB).getFirst();
    assertThat(series.at()).hasSize(720).isSorted().endsWith(3000L);
    assertThat(series.cpu()).startsWith(1280.0).endsWith(1999.0);
  }

  @Test
  void forgetsWhoIsGone() {
    sample(WEB, 1, KIB);
    history.run(new Sampled(Map.of(), Set.of(API)));
    history.run(new Sampled(Map.of(WEB, new Usage(3, KIB)), Set.of(WEB)));
    assertThat(recall(WEB).getFirst().cpu()).containsExactly(3.0);
  }
}
