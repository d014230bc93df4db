package dev.troupe.logs;

import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import org.apache.pekko.Done;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * Brings one subscriber's lines into its stream. Ends only if it is told that there are no more.
 */
final class TailSource extends GraphStage<SourceShape<Tail>> {
  private final Outlet<Tail> out = Outlet.create("Tail.out");
  private final SourceShape<Tail> shape = SourceShape.of(out);

  private final LiveTail tail;
  private final LiveTail.Filter filter;
  private final OptionalLong after;
  private final CompletionStage<?> end;
  private final IntSupplier maxBytes;

  /**
   * @param end when this completes there will be no more lines
   * @param maxBytes how much memory the lines may take that wait for it
   */
  TailSource(
      LiveTail tail,
      LiveTail.Filter filter,
      OptionalLong after,
      CompletionStage<?> end,
      IntSupplier maxBytes) {
    this.tail = tail;
    this.filter = filter;
    this.after = after;
    this.end = end;
    this.maxBytes = maxBytes;
  }

  @Override
  public SourceShape<Tail> shape() {
    return shape;
  }

  /** Subscribes here already, so that nothing is missed between running and starting. */
  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Following();
  }

  private final class Following extends GraphStageLogic {
    private final AsyncCallback<Done> linesCame = createAsyncCallback(_ -> pushNext());
    private final TailBuffer buffer =
        new TailBuffer(filter, maxBytes, () -> linesCame.invoke(Done.getInstance()));
    private final AsyncCallback<Done> ended = createAsyncCallback(_ -> finish());

    private boolean isEnding;

    Following() {
      super(shape);
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              pushNext();
            }
          });
      tail.join(buffer, after);
    }

    @Override
    public void preStart() {
      end.whenComplete((_, _) -> ended.invoke(Done.getInstance()));
    }

    private void pushNext() {
      if (!isAvailable(out)) {
        return;
      }
      Tail next = buffer.poll();
      if (next != null) {
        push(out, next);
      } else if (isEnding) {
        completeStage();
      }
    }

    private void finish() {
      isEnding = true;
      pushNext();
    }

    @Override
    public void postStop() {
      tail.leave(buffer);
    }
  }
}
