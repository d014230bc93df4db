package dev.troupe.http;

import dev.troupe.api.DaemonInfo;
import dev.troupe.api.LogRotation;
import dev.troupe.api.StartRequest;
import dev.troupe.logs.FileProblem;
import dev.troupe.metrics.Measurements;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.Event;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.Happening;
import dev.troupe.model.Host;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import dev.troupe.model.InstanceSummary;
import dev.troupe.model.MemoryShare;
import dev.troupe.model.PlainApp;
import dev.troupe.model.PlainRow;
import dev.troupe.model.RotationSettings;
import dev.troupe.model.Tally;
import dev.troupe.model.Trouble;
import dev.troupe.model.Usage;
import dev.troupe.model.UsageSeries;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/** A daemon with one app, {@code api}; writes down what it was asked and replies as told. */
final class FakeControl implements Control {
  static final InstanceSummary SUMMARY =
      PlainRow.of(
          0,
          "api",
          InstanceState.ONLINE,
          row -> {
            row.app = 7;
            row.pid = 4711L;
            row.usage = new Usage(1.5, 1024);
            row.user = "me";
          });

  static final AppSnapshot APP =
      new AppSnapshot(
          7,
          PlainApp.of("api", "/a.js", "/", Map.of("A", "1")),
          List.of(
              new InstanceSnapshot(
                  0,
                  0,
                  "u",
                  InstanceState.ONLINE,
                  4711L,
                  Instant.EPOCH,
                  Instant.EPOCH,
                  0,
                  0,
                  null,
                  new ExitStatus.Exited(7),
                  null,
                  Usage.NONE,
                  true,
                  null,
                  null)),
          null);

  /** What was asked, oldest first. */
  final LinkedBlockingQueue<Object> asked = new LinkedBlockingQueue<>();

  volatile boolean ready = true;
  volatile List<String> rotationErrors = List.of();
  volatile Supplier<CompletionStage<Reply.ToAction>> action =
      () -> CompletableFuture.completedFuture(new Reply.Acted(List.of(SUMMARY)));
  volatile Source<Event, NotUsed> events = Source.empty();
  volatile Source<Event, NotUsed> pastEvents = Source.empty();
  volatile Reply.ToLogs logs = new Reply.Streaming(Source.empty(), "run");

  /** An action and what it was for. */
  record Call(String target, Action action) {}

  void refuses(Reply.Refused refused) {
    action = () -> CompletableFuture.completedFuture(refused);
    logs = refused;
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public DaemonInfo daemon() {
    return new DaemonInfo("1", 1, Instant.EPOCH, "/home", "linux", "x86_64", null, null);
  }

  @Override
  public CompletionStage<Reply.ToAction> shutdown() {
    asked.add("shutdown");
    return action.get();
  }

  @Override
  public CompletionStage<Reply.ToFiles> save(boolean force) {
    asked.add(force ? "save by force" : "save");
    return CompletableFuture.completedFuture(new Reply.Files(List.of(Path.of("/dump.pm2"))));
  }

  @Override
  public CompletionStage<Reply.ToAction> resurrect() {
    asked.add("resurrect");
    return action.get();
  }

  @Override
  public CompletionStage<Reply.ToFiles> handOver(List<String> command) {
    asked.add(command);
    return CompletableFuture.completedFuture(new Reply.Files(List.of()));
  }

  @Override
  public CompletionStage<Reply.ToQuery> apps(String target) {
    asked.add(target);
    return CompletableFuture.completedFuture(
        isKnown(target) ? new Reply.Found(List.of(APP)) : unknown(target));
  }

  @Override
  public CompletionStage<Reply.ToAction> instances(String target) {
    asked.add(target);
    return CompletableFuture.completedFuture(
        isKnown(target) ? new Reply.Acted(List.of(SUMMARY)) : unknown(target));
  }

  @Override
  public CompletionStage<List<UsageSeries>> usage(String target) {
    asked.add(target);
    return CompletableFuture.completedFuture(
        isKnown(target)
            ? List.of(new UsageSeries(0, List.of(7L), List.of(1.5), List.of(1024L)))
            : List.of());
  }

  @Override
  public CompletionStage<List<MemoryShare>> memory(String target) {
    asked.add("memory " + target);
    return CompletableFuture.completedFuture(
        isKnown(target) ? List.of(new MemoryShare(0, 512L)) : List.of());
  }

  @Override
  public CompletionStage<List<Trouble>> troubles(List<AppSnapshot> apps) {
    var holder = new Trouble.Holder(4711, "node server.js");
    return CompletableFuture.completedFuture(
        List.of(new Trouble(0, "/e", List.of("EADDRINUSE: address already in use"), 80, holder)));
  }

  static final Host HOST =
      new Host(
          2,
          25,
          new Host.Load(0.5, 1, 1.5),
          new Host.Space(1000, 600),
          new Host.Space(200, 50),
          new Host.Space(5000, 4000),
          null,
          new Host.Traffic(30, 40, 3, 4));

  @Override
  public CompletionStage<Host> host() {
    return CompletableFuture.completedFuture(HOST);
  }

  @Override
  public CompletionStage<Measurements> measurements(String target) {
    asked.add("measurements " + target);
    return CompletableFuture.completedFuture(
        new Measurements(
            Instant.EPOCH.plusSeconds(60),
            new Measurements.Daemon("1", "linux"),
            HOST,
            isKnown(target) ? List.of(APP) : List.of(),
            Tally.NONE,
            Map.of()));
  }

  @Override
  public CompletionStage<Reply.ToAction> declare(StartRequest request) {
    asked.add(request);
    return action.get();
  }

  @Override
  public CompletionStage<Reply.ToAction> act(String target, Action wanted) {
    asked.add(new Call(target, wanted));
    return isKnown(target) ? action.get() : CompletableFuture.completedFuture(unknown(target));
  }

  /** What a triggered action comes to. */
  volatile Reply.ToTrigger returned = new Reply.Returned(List.of());

  @Override
  public CompletionStage<Reply.ToTrigger> trigger(
      String target, String wanted, @Nullable Object params) {
    asked.add(target + " " + wanted + " " + params);
    return CompletableFuture.completedFuture(isKnown(target) ? returned : unknown(target));
  }

  @Override
  public CompletionStage<Reply.Happenings> events(EventQuery query) {
    asked.add(query);
    return CompletableFuture.completedFuture(
        new Reply.Happenings(numbered(pastEvents, 1), numbered(events, 100)));
  }

  private static Source<Happening, NotUsed> numbered(Source<Event, NotUsed> all, long first) {
    return all.zipWithIndex().map(one -> new Happening(first + one.second(), one.first()));
  }

  @Override
  public CompletionStage<Reply.ToLogs> logs(LogQuery query) {
    asked.add(query);
    return CompletableFuture.completedFuture(logs);
  }

  @Override
  public CompletionStage<Reply.ToFiles> flush(String target) {
    asked.add("flush " + target);
    return CompletableFuture.completedFuture(
        isKnown(target) ? new Reply.Files(List.of(Path.of("/o"), Path.of("/e"))) : unknown(target));
  }

  @Override
  public CompletionStage<Reply.ToFiles> flush() {
    asked.add("flush");
    return CompletableFuture.completedFuture(new Reply.Files(List.of(Path.of("/troupe.log"))));
  }

  @Override
  public CompletionStage<Reply.ToFiles> reopenLogs() {
    asked.add("reopen");
    return CompletableFuture.completedFuture(new Reply.Files(List.of(Path.of("/o"))));
  }

  @Override
  public CompletionStage<List<FileProblem>> logProblems() {
    return CompletableFuture.completedFuture(
        List.of(new FileProblem(Path.of("/o"), Instant.EPOCH, "No space left on device", 7)));
  }

  @Override
  public LogRotation rotation() {
    return new LogRotation(RotationSettings.DEFAULT, Long.MAX_VALUE);
  }

  @Override
  public List<String> rotate(Map<String, Object> words) {
    asked.add(words);
    return rotationErrors;
  }

  private static boolean isKnown(String target) {
    return List.of("all", "api", "0", "/a.i/").contains(target);
  }

  private static Reply.NotFound unknown(String target) {
    return new Reply.NotFound("No process found: " + target);
  }
}
