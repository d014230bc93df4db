package dev.troupe.logs;

import dev.troupe.model.LogFiles;
import dev.troupe.model.OutputName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.ClosedShape;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.JavaFlowSupport;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.stream.javadsl.Source;

/**
 * All output of all instances: opens a stream per instance from its pipes to its files, and lets
 * others follow and look back. One for each daemon. Thread-safe; no method blocks.
 */
public final class Logs {
  private final ActorSystem<?> system;
  private final LogSettings settings;
  private final InstantSource clock;
  private final Consumer<LogProblem> problems;
  private final LiveTail tail;
  private final Executor blocking;
  private final Set<OutputSink.Control> running = ConcurrentHashMap.newKeySet();

  private Logs(
      ActorSystem<?> system,
      LogSettings settings,
      InstantSource clock,
      Consumer<LogProblem> problems) {
    this.system = system;
    this.settings = settings;
    this.clock = clock;
    this.problems = problems;
    this.tail = new LiveTail(settings.followerBytes());
    this.blocking =
        system.dispatchers().lookup(DispatcherSelector.fromConfig(settings.dispatcher()));
  }

  /**
   * Ready to open; works until the system ends.
   *
   * @param problems told what goes wrong, on threads that may block; must not throw
   */
  public static Logs create(
      ActorSystem<?> system,
      LogSettings settings,
      InstantSource clock,
      Consumer<LogProblem> problems) {
    var logs = new Logs(system, settings, clock, problems);
    system
        .scheduler()
        .scheduleAtFixedRate(
            settings.closeAfter(),
            settings.closeAfter(),
            logs::closeUnusedFiles,
            system.executionContext());
    return logs;
  }

  /**
   * Begins to write an instance's output, and goes on until both publishers have completed.
   *
   * @param app the app's name
   * @param instance the instance's id
   * @param out its standard output
   * @param err its standard error
   * @param files where it goes; {@code /dev/null} is nowhere
   */
  public OutputLog open(
      String app,
      int instance,
      Flow.Publisher<ByteBuffer> out,
      Flow.Publisher<ByteBuffer> err,
      LogFiles files) {
    return open(app, instance, out, err, files, new LineWatch());
  }

  /**
   * The same.
   *
   * @param watch sees all of it
   */
  public OutputLog open(
      String app,
      int instance,
      Flow.Publisher<ByteBuffer> out,
      Flow.Publisher<ByteBuffer> err,
      LogFiles files,
      LineWatch watch) {
    OutputSink.Control log = graph(new Origin(app, instance), out, err, files, watch).run(system);
    running.add(log);
    log.done().whenComplete((_, _) -> running.remove(log));
    return log;
  }

  private RunnableGraph<OutputSink.Control> graph(
      Origin origin,
      Flow.Publisher<ByteBuffer> out,
      Flow.Publisher<ByteBuffer> err,
      LogFiles files,
      LineWatch watch) {
    var sink =
        new OutputSink(
            origin,
            InstanceFiles.of(origin, files, problems),
            new LineTap(origin, OutputName.OUT, tail, clock),
            new LineTap(origin, OutputName.ERR, tail, clock),
            problems);
    return RunnableGraph.fromGraph(
            GraphDSL.create(
                sink,
                (builder, streams) -> {
                  builder.from(builder.add(source(out, watch.eye()))).toInlet(streams.out());
                  builder.from(builder.add(source(err, watch.eye()))).toInlet(streams.err());
                  return ClosedShape.getInstance();
                }))
        .withAttributes(
            ActorAttributes.dispatcher(settings.dispatcher())
                .and(Attributes.inputBuffer(settings.readsAhead(), settings.readsAhead())));
  }

  private static Source<ByteBuffer, ?> source(
      Flow.Publisher<ByteBuffer> publisher, LineWatch.Eye eye) {
    return JavaFlowSupport.Source.fromPublisher(publisher).map(eye::see);
  }

  /** The lines of all instances as they come. */
  public LiveTail tail() {
    return tail;
  }

  /**
   * The last lines of a log file.
   *
   * @param wanted how many at most
   * @return fails with {@link UncheckedIOException} if the file is there and can't be read
   */
  public CompletionStage<FileTail> lastLines(Path file, int wanted) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return TailReader.read(file, wanted);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        blocking);
  }

  /** {@link OutputLog#reopen} for every instance. Completes when all have. */
  public CompletionStage<Done> reopen() {
    var all = running.stream().map(log -> log.reopen().toCompletableFuture());
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(_ -> Done.getInstance());
  }

  void closeUnusedFiles() {
    running.forEach(OutputSink.Control::closeUnusedFiles);
  }
}
