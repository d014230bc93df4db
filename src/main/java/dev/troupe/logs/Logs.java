package dev.troupe.logs;

import dev.troupe.model.LogFiles;
import dev.troupe.model.LogOverflow;
import dev.troupe.model.LogVolume;
import dev.troupe.model.RotationSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.ClosedShape;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.JavaFlowSupport;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/**
 * All output of all instances: opens a stream per instance from its pipes to its files, and lets
 * others follow and look back. One for each supervisor. Thread-safe; no method blocks.
 */
public final class Logs {
  /** Reading ahead makes few streams fast; of many it would take too much memory. */
  private static final int FEW = 16;

  private static final int LITTLE = 2;

  private final ActorSystem<?> system;
  private final LogSettings settings;
  private final LogSurroundings around;
  private final LiveTail tail;
  private final Instant startedAt;
  private final SharedFiles files;
  private final Rounds rounds;

  private final Cancellable housekeeping;
  private final AtomicInteger running = new AtomicInteger();

  private volatile RotationSettings rotation;
  private volatile long maxTotalSize;
  private volatile @Nullable TimesFile timesFile;

  private Logs(
      ActorSystem<?> system,
      LogSettings settings,
      InstantSource clock,
      Consumer<LogProblem> problems) {
    this.system = system;
    this.settings = settings;
    this.rotation = settings.rotation();
    this.maxTotalSize = settings.maxTotalSize();
    this.around =
        new LogSurroundings(
            clock,
            problems,
            system.dispatchers().lookup(DispatcherSelector.fromConfig(settings.dispatcher())),
            new Volumes());
    this.startedAt = clock.instant();
    this.tail = new LiveTail(settings.followerBytes());
    this.files = new SharedFiles(around, () -> rotation, () -> maxTotalSize);
    this.rounds = new Rounds(system, around, files::all);
    this.housekeeping =
        system
            .scheduler()
            .scheduleAtFixedRate(
                settings.closeAfter(),
                settings.closeAfter(),
                this::closeUnusedFiles,
                around.blocking());
  }

  /**
   * Ready to open; works until it is closed or the system ends.
   *
   * @param problems told what goes wrong, on threads that may block; must not throw
   */
  public static Logs create(
      ActorSystem<?> system,
      LogSettings settings,
      InstantSource clock,
      Consumer<LogProblem> problems) {
    return new Logs(system, settings, clock, problems);
  }

  /** Configuration path of the dispatcher for what never blocks. */
  public String streams() {
    return settings.streams();
  }

  /** Files are looked after no longer; call it once all streams have ended. */
  public void close() {
    housekeeping.cancel();
    rounds.close();
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
    OutputLog log = graph(new Origin(app, instance), out, err, files, watch).run(system);
    log.done()
        .whenComplete(
            (_, _) -> {
              running.decrementAndGet();
              around.volumes().leave(instance);
            });
    log.opened().thenRunAsync(rounds::plan, around.blocking());
    return log;
  }

  private RunnableGraph<OutputLog> graph(
      Origin origin,
      Flow.Publisher<ByteBuffer> out,
      Flow.Publisher<ByteBuffer> err,
      LogFiles names,
      LineWatch watch) {
    var sink = new OutputSink(origin, names, files, tail, around);
    var overflow = names.rules().overflow();
    var volume = around.volumes().join(origin.instance());
    int ahead = running.incrementAndGet() > FEW ? LITTLE : settings.readsAhead();
    return RunnableGraph.fromGraph(
            GraphDSL.create(
                sink,
                (builder, streams) -> {
                  builder
                      .from(builder.add(source(out, watch, overflow, volume)))
                      .toInlet(streams.out());
                  builder
                      .from(builder.add(source(err, watch, overflow, volume)))
                      .toInlet(streams.err());
                  return ClosedShape.getInstance();
                }))
        .withAttributes(
            ActorAttributes.dispatcher(settings.dispatcher())
                .and(Attributes.inputBuffer(ahead, ahead)));
  }

  private Source<ByteBuffer, ?> source(
      Flow.Publisher<ByteBuffer> publisher, LineWatch watch, LogOverflow overflow, Volume volume) {
    var eye = watch.eye();
    var source =
        JavaFlowSupport.Source.<ByteBuffer>fromPublisher(publisher)
            .map(chunk -> volume.count(eye.see(chunk)));
    return switch (overflow) {
      case BLOCK -> source;
      case DROP ->
          source
              .via(new Overflow(settings.overflowBytes(), volume::dropped))
              .async(settings.streams());
    };
  }

  /**
   * From now on what is known of times is kept in a file, each minute and when {@link #keepTimes}
   * says so; what an earlier daemon has kept there is known. To be called before anything is
   * opened. Blocks.
   */
  public void keepTimesIn(Path file) {
    try {
      files.knew(new TimesFile(file).read());
    } catch (IOException e) {
      around.problems().accept(new LogProblem.TimesUnreadable(file, e.toString()));
    }
    timesFile = new TimesFile(file);
  }

  /** Keeps what is known of times now. Blocks. */
  public void keepTimes() {
    TimesFile file = timesFile;
    if (file == null) {
      return;
    }
    try {
      file.write(files.known());
    } catch (IOException e) {
      around.problems().accept(new LogProblem.TimesNotKept(e.toString()));
    }
  }

  /** The lines of all instances as they come. */
  public LiveTail tail() {
    return tail;
  }

  /** How much instances have printed, by instance. */
  public Map<Integer, LogVolume> volumes() {
    return around.volumes().all();
  }

  /** When this began: positions of lines mean nothing to the next one. */
  public Instant startedAt() {
    return startedAt;
  }

  /** The time that the lines are given. */
  public Instant now() {
    return around.clock().instant();
  }

  /**
   * The last lines of a log.
   *
   * @return fails with {@link UncheckedIOException} if the file is there and can't be read
   */
  public CompletionStage<FileTail> past(Path log, Wanted wanted) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return read(log, wanted);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        around.blocking());
  }

  private FileTail read(Path log, Wanted wanted) throws IOException {
    var present = present(log);
    if (present.isEmpty()) {
      return FileTail.none(log);
    }
    try (var opened = present.get()) {
      return PastReader.read(log, opened, wanted);
    }
  }

  private Optional<PresentLog> present(Path log) throws IOException {
    LogFile open = files.at(log);
    LogTimes times = files.times(log);
    return open == null
        ? PresentLog.open(log, times)
        : open.look(() -> PresentLog.open(log, times));
  }

  /**
   * Lets go of the present files and makes new ones at the same paths, for those who moved the
   * present ones away. Completes with the paths when what is written next goes to the new ones.
   */
  public CompletionStage<List<Path>> reopen() {
    return CompletableFuture.supplyAsync(
        () -> {
          var present = files.all();
          present.forEach(LogFile::reopen);
          return present.stream().map(LogFile::path).sorted().toList();
        },
        around.blocking());
  }

  /**
   * Empties files, also such as are not being written now; their rotated ones stay. Completes when
   * that is done, with {@link UncheckedIOException} if one of them can't be emptied.
   */
  public CompletionStage<Done> flush(Collection<Path> paths) {
    return onDisk(() -> paths.forEach(this::empty));
  }

  private void empty(Path path) {
    LogFile open = files.at(path);
    if (open != null) {
      open.clear();
      return;
    }
    try {
      OpenFile.emptyIfThere(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rotates all files that have something in them, whatever their settings say. */
  public CompletionStage<Done> rotate() {
    return onDisk(() -> files.all().forEach(LogFile::rotate));
  }

  /**
   * From now on other settings hold for apps that say nothing else.
   *
   * @param maxTotalSize as in {@link LogSettings}
   */
  public void configure(RotationSettings rotation, long maxTotalSize) {
    this.rotation = rotation;
    this.maxTotalSize = maxTotalSize;
    around.blocking().execute(rounds::plan);
  }

  /** The files that can't be written now; waits for those that are just being written. */
  public CompletionStage<List<FileProblem>> problems() {
    return CompletableFuture.supplyAsync(
        () -> files.all().stream().map(LogFile::problem).flatMap(Optional::stream).toList(),
        around.blocking());
  }

  private CompletionStage<Done> onDisk(Runnable work) {
    return CompletableFuture.runAsync(work, around.blocking()).thenApply(_ -> Done.getInstance());
  }

  void closeUnusedFiles() {
    keepTimes();
    files.all().forEach(LogFile::closeIfUnused);
    tail.forgetDeparted();
  }
}
