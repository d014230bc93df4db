package dev.troupe.logs.otlp;

import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.pattern.Patterns;
import scala.concurrent.ExecutionContext;

/**
 * Brings one batch after the other to the collector. One that is not taken is sent again, after 1
 * second, then 2, 4 and so on up to 30; after 2 minutes of such pauses it is left out.
 */
final class Delivery {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ActorSystem<?> system;
  private final ExecutionContext threads;
  private final Collector collector;
  private final ExportReport report;
  private final Duration firstPause;

  /** Completed with a reason: what has not been sent by then never will be. */
  private final CompletableFuture<Optional<String>> givenUp = new CompletableFuture<>();

  /**
   * @param threads where it goes on after a pause
   * @param firstPause before a batch is sent for the second time
   */
  Delivery(
      ActorSystem<?> system,
      ExecutionContext threads,
      Collector collector,
      ExportReport report,
      Duration firstPause) {
    this.system = system;
    this.threads = threads;
    this.collector = collector;
    this.report = report;
    this.firstPause = firstPause;
  }

  /** Completes when the batch is sent or left out. */
  CompletionStage<Done> deliver(List<LogRecordData> batch) {
    return attempt(batch, firstPause, Duration.ZERO);
  }

  /** From now on everything is left out. */
  void giveUp() {
    givenUp.complete(Optional.of("the daemon ends"));
  }

  private CompletionStage<Done> attempt(
      List<LogRecordData> batch, Duration pause, Duration waited) {
    if (givenUp.isDone() || waited.compareTo(PATIENCE) > 0) {
      report.lost(batch.size());
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    return unlessGivenUp(collector.send(batch))
        .thenCompose(failure -> sent(batch, failure, pause, waited));
  }

  private CompletionStage<Done> sent(
      List<LogRecordData> batch, Optional<String> failure, Duration pause, Duration waited) {
    if (failure.isEmpty()) {
      report.delivered();
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    if (!givenUp.isDone()) {
      report.failed(failure.get());
    }
    return unlessGivenUp(pass(pause))
        .thenCompose(_ -> attempt(batch, longer(pause), waited.plus(pause)));
  }

  private CompletionStage<Optional<String>> pass(Duration pause) {
    return Patterns.after(
        pause,
        system.classicSystem().scheduler(),
        threads,
        () -> CompletableFuture.completedFuture(Optional.empty()));
  }

  private CompletionStage<Optional<String>> unlessGivenUp(CompletionStage<Optional<String>> stage) {
    return stage.toCompletableFuture().applyToEither(givenUp, Function.identity());
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }
}
