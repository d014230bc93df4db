package dev.troupe.logs.otlp;

import dev.troupe.logs.HostName;
import dev.troupe.logs.LiveTail;
import dev.troupe.logs.LogProblem;
import dev.troupe.logs.Logs;
import dev.troupe.logs.Tail;
import dev.troupe.model.OtlpCollector;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * Sends every line of every app to a collector as well, in batches.
 *
 * <p>It follows as any other follower of {@link LiveTail} does: what it cannot take waits within a
 * bound, and beyond that is left out and counted. So a collector that hangs or is away has no
 * effect on apps and files. Thread-safe.
 */
public final class LogExport {
  private static final long BATCH_BYTES = 512 * 1024;
  private static final Duration BATCH_TIME = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** What a line costs besides its text, about. */
  private static final long LINE_OVERHEAD = 100;

  private final Collector collector;
  private final Delivery delivery;

  /** There will be no more lines. */
  private final CompletableFuture<Done> ending;

  private final CompletableFuture<Done> ended;

  private LogExport(
      Collector collector,
      Delivery delivery,
      CompletableFuture<Done> ending,
      CompletableFuture<Done> ended) {
    this.collector = collector;
    this.delivery = delivery;
    this.ending = ending;
    this.ended = ended;
  }

  /**
   * Sends the lines from now on; to be closed.
   *
   * @param home the daemon's folder
   * @param problems told what goes wrong; must not throw
   */
  public static LogExport start(
      ActorSystem<?> system,
      Logs logs,
      OtlpCollector to,
      String home,
      Consumer<LogProblem> problems) {
    var resources = new Resources(HostName.ofThisMachine(), home, to.attributes());
    return start(system, logs, to, resources, problems, FIRST_PAUSE);
  }

  static LogExport start(
      ActorSystem<?> system,
      Logs logs,
      OtlpCollector to,
      Resources resources,
      Consumer<LogProblem> problems,
      Duration firstPause) {
    var collector = new Collector(to);
    var report = new ExportReport(to.endpoint(), InstantSource.system(), problems);
    var threads = system.dispatchers().lookup(DispatcherSelector.fromConfig(logs.streams()));
    var delivery = new Delivery(system, threads, collector, report, firstPause);
    var ending = new CompletableFuture<Done>();
    var ended =
        logs.tail()
            .subscribe(LiveTail.Filter.ALL, ending)
            .groupedWeightedWithin(BATCH_BYTES, LogExport::weight, BATCH_TIME)
            .map(batch -> records(batch, resources, report))
            .filter(records -> !records.isEmpty())
            .mapAsync(1, delivery::deliver)
            .toMat(Sink.ignore(), Keep.right())
            .withAttributes(ActorAttributes.dispatcher(logs.streams()))
            .run(system)
            .whenComplete((_, _) -> report.ended());
    return new LogExport(collector, delivery, ending, ended.toCompletableFuture());
  }

  /**
   * Sends what has come until now, and ends. Blocks.
   *
   * @param bound how long that may take; how many lines are left out then is told
   */
  public void close(Duration bound) {
    ending.complete(Done.getInstance());
    if (!endsWithin(bound)) {
      delivery.giveUp();
      endsWithin(bound);
    }
    collector.close();
  }

  private boolean endsWithin(Duration bound) {
    try {
      ended.get(bound.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } catch (ExecutionException e) {
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static long weight(Tail tail) {
    return tail instanceof Tail.Line(var line, _, _)
        ? LINE_OVERHEAD + line.text().length()
        : LINE_OVERHEAD;
  }

  private static List<LogRecordData> records(
      List<Tail> batch, Resources resources, ExportReport report) {
    var records = new ArrayList<LogRecordData>();
    var resource = resources.ofOneBatch();
    for (var tail : batch) {
      switch (tail) {
        case Tail.Line line ->
            records.add(
                new LineRecord(
                    line, LineFacts.of(line.line().text()), resource.apply(line.line())));
        case Tail.Missed(long lines, _) -> report.lost(lines);
        case Tail.Past _ -> throw new IllegalStateException("nobody asked for the past");
      }
    }
    return records;
  }
}
