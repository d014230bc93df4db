package dev.troupe.embed;

import static dev.troupe.embed.Stage.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Event;
import dev.troupe.model.LogLine;
import dev.troupe.testkit.ScriptedChild;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Followers that are too slow. */
class FollowingTest {
  private final Stage stage = new Stage("troupe.embed { event-buffer = 20, log-buffer = 10k }");
  private final Troupe troupe = stage.testKit.spawn();
  private final CompletableFuture<Void> goesOn = new CompletableFuture<>();

  @AfterEach
  void end() {
    stage.close();
  }

  private <T> CompletionStage<List<T>> all(Source<T, NotUsed> source) {
    return source.runWith(Sink.seq(), stage.kit.system());
  }

  /** All of it, for one who takes nothing but the first until it is told to go on. */
  private <T> CompletionStage<List<T>> late(Source<T, NotUsed> source) {
    return all(source.mapAsync(1, one -> goesOn.thenApply(_ -> one)));
  }

  private static <T> long missed(List<Followed<T>> followed) {
    return followed.stream()
        .mapToLong(one -> one instanceof Followed.Missed<T>(long count) ? count : 0)
        .sum();
  }

  private static <T> List<T> items(List<Followed<T>> followed) {
    return followed.stream()
        .flatMap(
            one -> one instanceof Followed.Item<T>(var item) ? Stream.of(item) : Stream.<T>empty())
        .toList();
  }

  @Test
  void isToldHowManyEventsItHasMissedAndGetsTheLatest() throws Exception {
    var slow = late(troupe.followEvents());
    var quick = all(troupe.followEvents());
    await(troupe.start(AppDeclaration.of("worker", "w.py").instances(30))).orThrow();
    await(troupe.restart("worker")).orThrow();
    await(troupe.delete("worker")).orThrow();
    goesOn.complete(null);
    await(troupe.shutdown()).orThrow();
    var late = await(slow);
    var seen = await(quick);
    assertThat(missed(late)).isPositive();
    assertThat(missed(late) + items(late).size()).isEqualTo(missed(seen) + items(seen).size());
    assertThat(items(late)).last().isInstanceOf(Event.Deleted.class);
    assertThat(items(late)).last().isEqualTo(items(seen).getLast());
  }

  @Test
  void isToldHowManyLinesItHasMissed() throws Exception {
    var slow = late(untilTheEnd());
    var quick = all(untilTheEnd());
    await(troupe.start(AppDeclaration.of("worker", "w.py"))).orThrow();
    var child = stage.launcher.nextChild();
    for (int i = 0; i < 200; i++) {
      child.prints("%0100d".formatted(i));
    }
    printsTheEndUntilSeen(child, quick);
    goesOn.complete(null);
    printsTheEndUntilSeen(child, slow);
    var late = await(slow);
    var lines = items(late).stream().filter(line -> !line.text().equals("end")).toList();
    assertThat(lines).hasSizeLessThan(200);
    assertThat(lines.size() + missed(late)).isGreaterThanOrEqualTo(200);
  }

  private Source<Followed<LogLine>, NotUsed> untilTheEnd() {
    return troupe
        .followLogs("worker")
        .takeWhile(
            next ->
                !(next instanceof Followed.Item<LogLine>(var line) && line.text().equals("end")),
            true);
  }

  private void printsTheEndUntilSeen(ScriptedChild child, CompletionStage<?> reader) {
    stage.events.awaitAssert(
        Stage.PATIENCE,
        () -> {
          child.prints("end");
          return assertThat(reader.toCompletableFuture()).isDone();
        });
  }
}
