package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LiveTailTest {
  private static final ActorTestKit kit = ActorTestKit.create();
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final LiveTail tail = new LiveTail(1_000);
  private final LineTap out = tap("api", 7, OutputName.OUT);

  @AfterAll
  static void stopSystem() {
    kit.shutdownTestKit();
  }

  @Test
  void tellsWhoseLineItIs() throws Exception {
    Follower follower = follower(LiveTail.Filter.ALL);

    read(tap("api", 7, OutputName.ERR), "oh no\n");

    assertThat(follower.next())
        .isEqualTo(new Tail.Line(new LogLine(NOON, "api", 7, OutputName.ERR, "oh no", 1)));
  }

  @Test
  void showsOnlyWhatIsWanted() throws Exception {
    Follower follower = follower((app, instance, _) -> app.equals("api") && instance == 8);

    read(out, "no\n");
    read(tap("web", 8, OutputName.OUT), "no\n");
    read(tap("api", 8, OutputName.OUT), "yes\n");

    follower.expects("yes");
  }

  @Test
  void beginsWithTheNextLineForOneWhoComesInTheMidst() throws Exception {
    read(out, "before\nhalf a ");
    Follower follower = follower(LiveTail.Filter.ALL);

    read(out, "line\nwhole\n");

    follower.expects("whole");
  }

  @Test
  void beginsAtOnceForOneWhoComesBetweenLines() throws Exception {
    read(out, "before\n");
    Follower follower = follower(LiveTail.Filter.ALL);

    read(out, "whole\n");

    follower.expects("whole");
  }

  @Test
  void showsLastWordsWithoutAnEnd() throws Exception {
    Follower follower = follower(LiveTail.Filter.ALL);

    read(out, "last words");
    out.end(NOON, () -> Place.NOWHERE);

    follower.expects("last words");
  }

  @Test
  void tellsASlowFollowerHowManyLinesItMissedAndNobodyElse() throws Exception {
    Follower slow = follower(LiveTail.Filter.ALL);
    Follower quick = follower(LiveTail.Filter.ALL);
    for (int i = 0; i < 1_000; i++) {
      read(out, i + "\n");
      quick.expects(String.valueOf(i));
    }

    int seen = 0;
    Tail next = slow.next();
    while (next instanceof Tail.Line line) {
      assertThat(line.line().text()).isEqualTo(String.valueOf(seen++));
      next = slow.next();
    }
    assertThat(seen).isBetween(10, 20);
    assertThat(next).isEqualTo(new Tail.Missed(1_000 - seen, 1_000));
  }

  @Test
  void sharesItsMemoryAmongManyFollowersButNotThatOfTheDaemonsOwn() throws Exception {
    var many = IntStream.range(0, 40).mapToObj(_ -> follower(LiveTail.Filter.ALL)).toList();
    var own =
        Follower.of(tail.subscribe(LiveTail.Filter.ALL, new CompletableFuture<>()), kit.system());
    for (int i = 0; i < 100; i++) {
      read(out, i + "\n");
    }

    assertThat(many).allSatisfy(one -> assertThat(linesBeforeAGap(one)).isBetween(1, 5));
    assertThat(linesBeforeAGap(own)).isBetween(10, 20);
  }

  private static int linesBeforeAGap(Follower follower) throws Exception {
    int seen = 0;
    while (follower.next() instanceof Tail.Line) {
      seen++;
    }
    return seen;
  }

  @Test
  void endsOnceAllIsTakenIfThereWillBeNoMore() throws Exception {
    var end = new CompletableFuture<Void>();
    var seen = tail.subscribe(LiveTail.Filter.ALL, end).runWith(Sink.seq(), kit.system());
    read(out, "1\n2\n");
    end.complete(null);

    assertThat(seen.toCompletableFuture().get(10, TimeUnit.SECONDS)).hasSize(2);
  }

  @Test
  void goesOnForASlowFollowerThatHasCaughtUp() throws Exception {
    Follower slow = follower(LiveTail.Filter.ALL);
    read(out, "x\n".repeat(1_000));
    while (slow.next() instanceof Tail.Line) {}

    read(out, "again\n");

    slow.expects("again");
  }

  @Test
  void forgetsAFollowerThatHasNotComeBackForAMinute() throws Exception {
    Follower follower = follower(LiveTail.Filter.ALL);
    long before = tail.changes();
    follower.leaves();
    Wait.until(tail::changes, changes -> changes > before);

    tail.forgetDeparted();
    assertThat(tail.subscribers()).hasSize(1);
    tail.forgetDeparted();

    assertThat(tail.subscribers()).isEmpty();
  }

  @Test
  void goesOnForAFollowerThatComesBack() throws Exception {
    Follower follower = follower(LiveTail.Filter.ALL);
    read(out, "1\n2\n");
    follower.expects("1", "2");
    leave(follower);
    read(out, "3\n4\n");

    Follower again = followerAfter(2);
    read(out, "5\n");

    again.expects("3", "4", "5");
  }

  @Test
  void goesOnForAFollowerThatComesBackWhileALineIsHandedOn() throws Exception {
    Follower follower = follower(LiveTail.Filter.ALL);
    read(out, "1\n");
    follower.expects("1");
    leave(follower);
    var again = new CompletableFuture<Follower>();

    out.offer(
        ByteBuffer.wrap("2\n".getBytes(UTF_8)),
        NOON,
        () -> {
          again.complete(followerAfter(1));
          return Place.NOWHERE;
        });

    again.join().expects("2");
  }

  @Test
  void tellsAFollowerThatComesBackTooLateHowManyLinesItMissed() throws Exception {
    Follower follower = follower((app, _, _) -> app.equals("api"));
    read(out, "1\n");
    follower.expects("1");
    leave(follower);
    LineTap other = tap("web", 8, OutputName.OUT);
    follower(LiveTail.Filter.ALL);
    for (int i = 0; i < 100; i++) {
      read(out, "x\n");
      read(other, "y\n");
    }

    Follower again =
        Follower.of(
            tail.subscribe((app, _, _) -> app.equals("api"), OptionalLong.of(1)), kit.system());

    Tail.Missed missed = (Tail.Missed) again.next();
    int kept = 0;
    read(out, "last\n");
    while (!((Tail.Line) again.next()).line().text().equals("last")) {
      kept++;
    }
    assertThat(missed.lines() + kept).isEqualTo(100);
    assertThat(kept).isBetween(1, 5);
  }

  @Test
  void doesNotRememberWhatNobodyFollowed() throws Exception {
    Follower follower = follower(LiveTail.Filter.ALL);
    read(out, "1\n2\n");
    assertThat(tail.remembers(1)).isTrue();
    leave(follower);
    tail.forgetDeparted();
    tail.forgetDeparted();

    assertThat(tail.remembers(1)).isFalse();
    assertThat(tail.remembers(3)).isFalse();
  }

  private void leave(Follower follower) {
    long before = tail.changes();
    follower.leaves();
    Wait.until(tail::changes, changes -> changes > before);
  }

  private Follower followerAfter(long position) {
    return Follower.of(
        tail.subscribe(LiveTail.Filter.ALL, OptionalLong.of(position)), kit.system());
  }

  private LineTap tap(String app, int instance, OutputName output) {
    return new LineTap(new Origin(app, instance), output, tail);
  }

  private static void read(LineTap tap, String text) {
    tap.offer(ByteBuffer.wrap(text.getBytes(UTF_8)), NOON, () -> Place.NOWHERE);
  }

  private Follower follower(LiveTail.Filter filter) {
    return Follower.of(tail, filter, kit.system());
  }
}
