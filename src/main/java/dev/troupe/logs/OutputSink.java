package dev.troupe.logs;

import dev.troupe.model.LogFiles;
import dev.troupe.model.OutputName;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.AbruptStageTerminationException;
import org.apache.pekko.stream.AbruptTerminationException;
import org.apache.pekko.stream.AbstractShape;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.jspecify.annotations.Nullable;

/**
 * The end of one instance's two streams: writes each read to its files at once, then shows it to
 * the followers. An empty read parts one child's output from the next one's. It asks for the next
 * read only when this one is written, so a slow disk slows the child down and nothing piles up. It
 * blocks on the disk: run it on a dispatcher made for that, and once only.
 *
 * <p>One stage for both streams, because there may be a thousand instances.
 */
final class OutputSink
    extends AbstractGraphStageWithMaterializedValue<OutputSink.Streams, OutputLog> {

  /** How long the beginning of a line waits for its end before it is written without. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Two inlets and no outlet. */
  static final class Streams extends AbstractShape {
    private final Inlet<ByteBuffer> out;
    private final Inlet<ByteBuffer> err;

    private Streams(Inlet<ByteBuffer> out, Inlet<ByteBuffer> err) {
      this.out = out;
      this.err = err;
    }

    Inlet<ByteBuffer> out() {
      return out;
    }

    Inlet<ByteBuffer> err() {
      return err;
    }

    @Override
    public List<Inlet<?>> allInlets() {
      return List.of(out, err);
    }

    @Override
    public List<Outlet<?>> allOutlets() {
      return List.of();
    }

    @Override
    public Streams deepCopy() {
      return new Streams(out.carbonCopy(), err.carbonCopy());
    }
  }

  private final Streams shape =
      new Streams(Inlet.create("OutputSink.out"), Inlet.create("OutputSink.err"));
  private final Origin origin;
  private final LogFiles names;
  private final SharedFiles files;
  private final LiveTail tail;
  private final LogSurroundings around;

  OutputSink(
      Origin origin, LogFiles names, SharedFiles files, LiveTail tail, LogSurroundings around) {
    this.origin = origin;
    this.names = names;
    this.files = files;
    this.tail = tail;
    this.around = around;
  }

  @Override
  public Streams shape() {
    return shape;
  }

  @Override
  public Pair<GraphStageLogic, OutputLog> createLogicAndMaterializedValuePair(
      Attributes attributes) {
    var writing = new Writing();
    return Pair.create(writing, writing);
  }

  private final class Writing extends TimerGraphStageLogic implements OutputLog {
    private final CompletableFuture<Done> opened = new CompletableFuture<>();
    private final CompletableFuture<Done> done = new CompletableFuture<>();
    private final AsyncCallback<Runnable> onStage = createAsyncCallback(Runnable::run);
    private final Writer out = new Writer(shape.out, OutputName.OUT);
    private final Writer err = new Writer(shape.err, OutputName.ERR);

    private int openStreams = 2;

    Writing() {
      super(shape);
      setHandler(shape.out, out);
      setHandler(shape.err, err);
    }

    @Override
    public CompletionStage<Done> opened() {
      return opened;
    }

    @Override
    public CompletionStage<Done> done() {
      return done;
    }

    @Override
    public void preStart() {
      out.open();
      err.open();
      // Not before the publishers are subscribed to, which comes after this.
      onStage.invoke(() -> opened.complete(Done.getInstance()));
    }

    @Override
    public void postStop() {
      out.close();
      err.close();
      opened.complete(Done.getInstance());
      if (openStreams == 0) {
        done.complete(Done.getInstance());
      } else {
        done.completeExceptionally(new AbruptStageTerminationException(this));
      }
    }

    @Override
    public void onTimer(Object writer) {
      ((Writer) writer).release();
    }

    private void streamEnded() {
      openStreams--;
      if (openStreams == 0) {
        completeStage();
      }
    }

    /** What happens to one of the streams. */
    private final class Writer extends AbstractInHandler {
      private final Inlet<ByteBuffer> in;
      private final OutputName output;
      private final LineTap tap;
      private @Nullable StreamRoutes routes;

      Writer(Inlet<ByteBuffer> in, OutputName output) {
        this.in = in;
        this.output = output;
        this.tap = new LineTap(origin, output, tail);
      }

      void open() {
        routes = StreamRoutes.open(origin, output, names, files);
        pull(in);
      }

      void close() {
        if (routes != null) {
          routes.close();
        }
      }

      void release() {
        routes().release(now());
      }

      @Override
      public void onPush() {
        ByteBuffer chunk = grab(in);
        if (chunk.hasRemaining()) {
          write(chunk);
        } else {
          endLine();
        }
        pull(in);
      }

      private void write(ByteBuffer chunk) {
        var targets = routes();
        Instant now = now();
        targets.accept(chunk, now);
        tap.offer(chunk, now, targets::place);
        if (targets.holds() && !isTimerActive(this)) {
          scheduleOnce(this, PATIENCE);
        }
      }

      /** What follows is not of the same child. */
      private void endLine() {
        Instant now = now();
        routes().endLine(now);
        tap.end(now, routes()::place);
      }

      private StreamRoutes routes() {
        return Objects.requireNonNull(routes, "not started");
      }

      private Instant now() {
        return around.clock().instant();
      }

      @Override
      public void onUpstreamFinish() {
        endLine();
        streamEnded();
      }

      @Override
      public void onUpstreamFailure(Throwable cause) {
        if (cause instanceof AbruptTerminationException) {
          failStage(cause);
          return;
        }
        around
            .problems()
            .accept(
                new LogProblem.StreamBroke(
                    origin.app(), origin.instance(), output, String.valueOf(cause)));
        onUpstreamFinish();
      }
    }
  }
}
