package dev.troupe.logs;

import dev.troupe.model.OutputName;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
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

/**
 * The end of one instance's two streams: writes each read to its files at once, then shows it to
 * the followers. It asks for the next read only when this one is written, so a slow disk slows the
 * child down and nothing piles up. It blocks on the disk: run it on a dispatcher made for that, and
 * once only.
 *
 * <p>One stage for both streams, because there may be a thousand instances.
 */
final class OutputSink
    extends AbstractGraphStageWithMaterializedValue<OutputSink.Streams, OutputSink.Control> {

  /** What {@link Logs} can do with a running one. */
  interface Control extends OutputLog {
    /** Lets go of the files not written to since the last call. */
    void closeUnusedFiles();
  }

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
  private final InstanceFiles files;
  private final LineTap outTap;
  private final LineTap errTap;
  private final Consumer<LogProblem> problems;

  OutputSink(
      Origin origin,
      InstanceFiles files,
      LineTap outTap,
      LineTap errTap,
      Consumer<LogProblem> problems) {
    this.origin = origin;
    this.files = files;
    this.outTap = outTap;
    this.errTap = errTap;
    this.problems = problems;
  }

  @Override
  public Streams shape() {
    return shape;
  }

  @Override
  public Pair<GraphStageLogic, Control> createLogicAndMaterializedValuePair(Attributes attributes) {
    var writing = new Writing();
    return Pair.create(writing, writing);
  }

  private final class Writing extends GraphStageLogic implements Control {
    private final CompletableFuture<Done> opened = new CompletableFuture<>();
    private final CompletableFuture<Done> done = new CompletableFuture<>();
    private final AsyncCallback<Runnable> onStage = createAsyncCallback(Runnable::run);

    private int openStreams = 2;

    /** Written by the stage alone. */
    private volatile boolean mayHoldFiles;

    Writing() {
      super(shape);
      setHandler(shape.out, new Writer(shape.out, OutputName.OUT, files.out(), outTap));
      setHandler(shape.err, new Writer(shape.err, OutputName.ERR, files.err(), errTap));
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
    public CompletionStage<Done> reopen() {
      return onEachFile(LogFile::reopen);
    }

    @Override
    public CompletionStage<Done> clear() {
      return onEachFile(LogFile::clear);
    }

    @Override
    public void closeUnusedFiles() {
      if (mayHoldFiles) {
        onStage.invoke(() -> doOnEachFile(LogFile::closeIfUnused));
      }
    }

    /** Once the streams have ended there is nothing left to do it with. */
    private CompletionStage<Done> onEachFile(Consumer<LogFile> action) {
      return onStage
          .invokeWithFeedbackCompletionStage(() -> doOnEachFile(action))
          .exceptionally(_ -> Done.getInstance());
    }

    @Override
    public void preStart() {
      files.all().forEach(LogFile::create);
      pull(shape.out);
      pull(shape.err);
      // Not before the publishers are subscribed to, which comes after this.
      onStage.invoke(() -> opened.complete(Done.getInstance()));
    }

    @Override
    public void postStop() {
      files.all().forEach(LogFile::close);
      opened.complete(Done.getInstance());
      if (openStreams == 0) {
        done.complete(Done.getInstance());
      } else {
        done.completeExceptionally(new AbruptStageTerminationException(this));
      }
    }

    private void doOnEachFile(Consumer<LogFile> action) {
      files.all().forEach(action);
      mayHoldFiles = files.all().stream().anyMatch(LogFile::isOpen);
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
      private final List<LogFile> targets;
      private final LineTap tap;

      Writer(Inlet<ByteBuffer> in, OutputName output, List<LogFile> targets, LineTap tap) {
        this.in = in;
        this.output = output;
        this.targets = targets;
        this.tap = tap;
      }

      @Override
      public void onPush() {
        ByteBuffer chunk = grab(in);
        if (chunk.hasRemaining()) {
          write(chunk);
          tap.offer(chunk);
        }
        pull(in);
      }

      private void write(ByteBuffer chunk) {
        int start = chunk.position();
        for (LogFile file : targets) {
          file.write(chunk);
          chunk.position(start);
        }
        if (!mayHoldFiles) {
          mayHoldFiles = true;
        }
      }

      @Override
      public void onUpstreamFinish() {
        tap.end();
        streamEnded();
      }

      @Override
      public void onUpstreamFailure(Throwable cause) {
        if (cause instanceof AbruptTerminationException) {
          failStage(cause);
          return;
        }
        problems.accept(
            new LogProblem.StreamBroke(
                origin.app(), origin.instance(), output, String.valueOf(cause)));
        onUpstreamFinish();
      }
    }
  }
}
