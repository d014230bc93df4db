package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.troupe.logs.LiveTail.Followers;
import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands the lines of one stream to those who follow it, and costs next to nothing while nobody
 * does. Not thread-safe.
 */
final class LineTap {
  private final Origin origin;
  private final OutputName output;
  private final LiveTail tail;

  private Followers followers = Followers.UNKNOWN;
  private @Nullable LineFraming framing;
  private boolean isAtLineStart = true;

  LineTap(Origin origin, OutputName output, LiveTail tail) {
    this.origin = origin;
    this.output = output;
    this.tail = tail;
  }

  /**
   * What was read, not empty. Leaves the buffer's position alone.
   *
   * @param at when
   * @param place where its last byte stands; asked for only if somebody follows
   */
  void offer(ByteBuffer chunk, Instant at, Supplier<Place> place) {
    LineFraming lines = framing();
    if (lines == null) {
      isAtLineStart = chunk.get(chunk.limit() - 1) == '\n';
      return;
    }
    var batch = new Batch();
    lines.accept(chunk, batch);
    batch.handOn(at, place.get());
  }

  /** The stream or its child has ended; its last line may have no end. */
  void end(Instant at, Supplier<Place> place) {
    isAtLineStart = true;
    LineFraming lines = framing();
    if (lines != null) {
      var batch = new Batch();
      lines.end(batch);
      batch.handOn(at, place.get());
    }
  }

  private @Nullable LineFraming framing() {
    var now = tail.followers(origin, output, followers);
    if (now.changes() != followers.changes()) {
      followers = now;
      framing = now.all().isEmpty() ? null : framingFromHere();
    }
    return framing;
  }

  private LineFraming framingFromHere() {
    if (framing != null) {
      return framing;
    }
    return isAtLineStart ? LineFraming.atLineStart() : LineFraming.inMidLine();
  }

  private record Text(String text, boolean isCut) {}

  /** The lines of one read; only their number if no follower has room for them. */
  private final class Batch implements LineFraming.Lines {
    private final boolean isWanted = followers.all().stream().anyMatch(Subscriber::hasRoom);
    private final List<Text> texts = new ArrayList<>();
    private int count;

    @Override
    public void line(byte[] bytes, int offset, int length, boolean isCut) {
      count++;
      if (isWanted) {
        texts.add(new Text(new String(bytes, offset, length, UTF_8), isCut));
      }
    }

    void handOn(Instant at, Place place) {
      if (count > 0) {
        tail.hand(origin, output, count, first -> lines(at, place, first), followers);
      }
    }

    private List<Tail.Line> lines(Instant at, Place place, long first) {
      var lines = new ArrayList<Tail.Line>(texts.size());
      for (Text one : texts) {
        var line =
            new LogLine(
                at, origin.app(), origin.instance(), output, one.text(), first + lines.size());
        lines.add(new Tail.Line(line, one.isCut(), place));
      }
      return lines;
    }
  }
}
