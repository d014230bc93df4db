package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
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
  void goesOnForASlowFollowerThatHasCaughtUp() throws Exception {
    Follower slow = follower(LiveTail.Filter.ALL);
    read(out, "x\n".repeat(1_000));
    while (slow.next() instanceof Tail.Line) {}

    read(out, "again\n");

    slow.expects("again");
  }

  @Test
  void forgetsAFollowerThatLeaves() {
    Follower follower = follower(LiveTail.Filter.ALL);
    assertThat(tail.subscribers()).hasSize(1);

    follower.leaves();

    kit.createTestProbe()
        .awaitAssert(
            () -> {
              assertThat(tail.subscribers()).isEmpty();
              return null;
            });
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
