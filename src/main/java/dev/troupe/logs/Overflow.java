package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongConsumer;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * For those who prefer loss to blocking: takes every read at once and keeps a bounded amount for
 * the files. Once that is full it leaves out whole lines until the files have taken all of it; a
 * line of the log then says how many. To be run apart from what blocks on the disk.
 */
final class Overflow extends GraphStage<FlowShape<ByteBuffer, ByteBuffer>> {
  private final Inlet<ByteBuffer> in = Inlet.create("Overflow.in");
  private final Outlet<ByteBuffer> out = Outlet.create("Overflow.out");
  private final FlowShape<ByteBuffer, ByteBuffer> shape = FlowShape.of(in, out);
  private final int most;
  private final LongConsumer dropped;

  /**
   * @param most bytes kept for the files
   * @param dropped told how many bytes are left out, each time some are
   */
  Overflow(int most, LongConsumer dropped) {
    this.most = most;
    this.dropped = dropped;
  }

  @Override
  public FlowShape<ByteBuffer, ByteBuffer> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Keeping();
  }

  private final class Keeping extends GraphStageLogic {
    private final Queue<ByteBuffer> kept = new ArrayDeque<>();
    private int keptBytes;
    private boolean isDropping;
    private boolean isWithinDroppedLine;
    private long droppedLines;
    private long droppedBytes;

    Keeping() {
      super(shape);
      setHandlers(
          in,
          out,
          new AbstractInOutHandler() {
            @Override
            public void onPush() {
              take(grab(in));
              pull(in);
              pushNext();
            }

            @Override
            public void onPull() {
              pushNext();
            }

            @Override
            public void onUpstreamFinish() {
              if (isDropping) {
                keepNotice();
              }
              emitMultiple(out, kept.iterator(), () -> completeStage());
            }
          });
    }

    @Override
    public void preStart() {
      pull(in);
    }

    private void take(ByteBuffer chunk) {
      if (isDropping || keptBytes + chunk.remaining() > most) {
        isDropping = true;
        drop(chunk, chunk.remaining());
        return;
      }
      if (isWithinDroppedLine && chunk.hasRemaining()) {
        drop(chunk, LineCut.afterFirstLine(chunk));
      }
      if (chunk.hasRemaining() || !isWithinDroppedLine) {
        keep(chunk);
      }
    }

    private void keep(ByteBuffer chunk) {
      kept.add(chunk);
      keptBytes += chunk.remaining();
    }

    private void drop(ByteBuffer chunk, int count) {
      for (int left = count; left > 0; left--) {
        isWithinDroppedLine = chunk.get() != '\n';
        droppedLines += isWithinDroppedLine ? 0 : 1;
      }
      droppedBytes += count;
      dropped.accept(count);
    }

    private void pushNext() {
      if (!isAvailable(out)) {
        return;
      }
      if (kept.isEmpty() && isDropping) {
        keepNotice();
      }
      ByteBuffer next = kept.poll();
      if (next != null) {
        keptBytes -= next.remaining();
        push(out, next);
      }
    }

    /** The line before it may have no end, since that was left out: an empty read ends it. */
    private void keepNotice() {
      String notice =
          "[log_overflow = drop: %d lines (%d bytes) are left out here]\n"
              .formatted(droppedLines, droppedBytes);
      keep(ByteBuffer.allocate(0));
      keep(ByteBuffer.wrap(notice.getBytes(UTF_8)));
      isDropping = false;
      droppedLines = 0;
      droppedBytes = 0;
    }
  }
}
