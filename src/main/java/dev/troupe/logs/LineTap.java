package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands the lines of one stream to those who follow it, and costs next to nothing while nobody
 * does. Not thread-safe.
 */
final class LineTap {
  private final Origin origin;
  private final OutputName output;
  private final LiveTail tail;
  private final InstantSource clock;

  private int changesSeen;
  private List<TailBuffer> followers = List.of();
  private @Nullable LineFraming framing;
  private boolean isAtLineStart = true;

  LineTap(Origin origin, OutputName output, LiveTail tail, InstantSource clock) {
    this.origin = origin;
    this.output = output;
    this.tail = tail;
    this.clock = clock;
  }

  /** What was read, not empty. Leaves the buffer's position alone. */
  void offer(ByteBuffer chunk) {
    LineFraming lines = framing();
    if (lines == null) {
      isAtLineStart = chunk.get(chunk.limit() - 1) == '\n';
      return;
    }
    var batch = new Batch(clock.instant());
    lines.accept(chunk, batch);
    batch.handOn();
  }

  /** The stream or its child has ended; its last line may have no end. */
  void end() {
    isAtLineStart = true;
    LineFraming lines = framing();
    if (lines != null) {
      var batch = new Batch(clock.instant());
      lines.end(batch);
      batch.handOn();
    }
  }

  private @Nullable LineFraming framing() {
    int changes = tail.changes();
    if (changes != changesSeen) {
      changesSeen = changes;
      followers = tail.subscribers().stream().filter(this::isWantedBy).toList();
      framing = followers.isEmpty() ? null : framingFromHere();
    }
    return framing;
  }

  private boolean isWantedBy(TailBuffer subscriber) {
    return subscriber.filter().wants(origin.app(), origin.instance(), output);
  }

  private LineFraming framingFromHere() {
    if (framing != null) {
      return framing;
    }
    return isAtLineStart ? LineFraming.atLineStart() : LineFraming.inMidLine();
  }

  /** The lines of one read; only their number if no follower has room for them. */
  private final class Batch implements LineFraming.Lines {
    private final Instant at;
    private final boolean isWanted = followers.stream().anyMatch(TailBuffer::hasRoom);
    private final List<Tail.Line> lines = new ArrayList<>();
    private int unwanted;

    Batch(Instant at) {
      this.at = at;
    }

    @Override
    public void line(byte[] bytes, int offset, int length, boolean isCut) {
      if (isWanted) {
        String text = new String(bytes, offset, length, UTF_8);
        var line = new LogLine(at, origin.app(), origin.instance(), output, text);
        lines.add(new Tail.Line(line, isCut));
      } else {
        unwanted++;
      }
    }

    void handOn() {
      if (!lines.isEmpty()) {
        followers.forEach(follower -> follower.offer(lines));
      } else if (unwanted > 0) {
        followers.forEach(follower -> follower.miss(unwanted));
      }
    }
  }
}
