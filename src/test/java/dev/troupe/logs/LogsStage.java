package dev.troupe.logs;

import dev.troupe.model.LogFiles;
import dev.troupe.model.LogRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** Logs with their instance, whose child's streams the test holds. */
abstract class LogsStage {

  static final Path FULL = Path.of("/dev/full");

  @TempDir Path home;
  final FakePipe out = new FakePipe();
  final FakePipe err = new FakePipe();
  final BlockingQueue<LogProblem> problems = new LinkedBlockingQueue<>();

  final CompletableFuture<Done> diskIsFreed = new CompletableFuture<>();
  final ActorTestKit kit;
  final Logs logs;

  LogsStage(ActorTestKit kit) {
    this.kit = kit;
    this.logs =
        Logs.create(kit.system(), LogSettings.DEFAULT, InstantSource.system(), problems::add);
  }

  OutputLog open(LogFiles files) throws Exception {
    OutputLog log = logs.open("api", 7, out, err, files);
    await(log.opened());
    await(out.asked());
    await(err.asked());
    return log;
  }

  /** Writing to standard output's file fails, and whoever is told of it comes back only later. */
  OutputLog openWithStuckOut() throws Exception {
    var isStuck = new CompletableFuture<Done>();
    Consumer<LogProblem> stuck =
        _ -> {
          isStuck.complete(Done.getInstance());
          diskIsFreed.join();
        };
    OutputLog log =
        Logs.create(kit.system(), LogSettings.DEFAULT, InstantSource.system(), stuck)
            .open("api", 7, out, err, files(FULL.toString(), "error.log", null));
    out.prints("x\n");
    await(isStuck);
    return log;
  }

  /** All threads that write to the disk wait until this is completed. */
  CompletableFuture<?>[] holdUpThreads(CompletableFuture<Done> end) {
    var disk =
        kit.system()
            .dispatchers()
            .lookup(DispatcherSelector.fromConfig(LogSettings.DEFAULT.dispatcher()));
    return IntStream.range(0, 64)
        .mapToObj(_ -> CompletableFuture.runAsync(end::join, disk))
        .toArray(CompletableFuture<?>[]::new);
  }

  LogFiles ruled(LogRules rules) {
    return new LogFiles(path("out.log"), path("error.log"), null, path("pid"), true, rules);
  }

  void finish(OutputLog log) throws Exception {
    out.closes();
    err.closes();
    await(log.done());
  }

  LogFiles files(String outName, String errorName, @Nullable String bothName) {
    return new LogFiles(
        path(outName),
        path(errorName),
        bothName == null ? null : path(bothName),
        path("pid"),
        true);
  }

  String path(String name) {
    return home.resolve(name).toString();
  }

  String permissions(String name) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(name)));
  }

  void comesTo(String name, String content) {
    Wait.until(() -> Files.readString(home.resolve(name)), content::equals);
  }

  static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
