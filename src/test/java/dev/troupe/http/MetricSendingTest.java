package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.metrics.Measurements;
import dev.troupe.model.OtlpCollector;
import dev.troupe.supervision.FakeTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often metrics are measured to be sent; there is no collector. */
class MetricSendingTest {
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final OtlpCollector NOWHERE =
      new OtlpCollector(URI.create("http://127.0.0.1:9/v1/metrics"), Map.of(), Map.of(), false);

  private final ActorTestKit kit = FakeTime.kit();
  private final FakeTime time = FakeTime.of(kit);
  private final AtomicInteger asked = new AtomicInteger();
  private final MetricSending sending =
      new MetricSending(
          kit.system(),
          kit.system().dispatchers().lookup(DispatcherSelector.defaultDispatcher()),
          NOWHERE,
          INTERVAL,
          "1.2",
          Instant.EPOCH,
          this::measured);

  @AfterEach
  void endKit() {
    sending.close();
    kit.shutdownTestKit();
  }

  private CompletionStage<Measurements> measured() {
    asked.incrementAndGet();
    return CompletableFuture.failedFuture(new IllegalStateException("not measured"));
  }

  @Test
  void sendsOnceInAnInterval() {
    assertThat(asked).hasValue(0);
    time.passes(INTERVAL);
    assertThat(asked).hasValue(1);
    time.passes(INTERVAL.multipliedBy(2));
    assertThat(asked).hasValue(3);
  }

  @Test
  void sendsNothingOnceItIsClosed() {
    time.passes(INTERVAL);
    sending.close();
    time.passes(INTERVAL.multipliedBy(2));
    assertThat(asked).hasValue(1);
  }
}
