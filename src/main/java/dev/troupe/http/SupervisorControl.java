package dev.troupe.http;

import dev.troupe.api.DaemonInfo;
import dev.troupe.api.LogRotation;
import dev.troupe.api.StartRequest;
import dev.troupe.logs.FileProblem;
import dev.troupe.logs.Logs;
import dev.troupe.metrics.Measurements;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.Host;
import dev.troupe.model.MemoryShare;
import dev.troupe.model.Trouble;
import dev.troupe.model.UsageSeries;
import dev.troupe.supervision.Supervisor;
import dev.troupe.supervision.Supervisor.Answer;
import dev.troupe.supervision.journal.Announcer;
import dev.troupe.supervision.usage.UsageHistory;
import dev.troupe.supervision.usage.UsageSampler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.jspecify.annotations.Nullable;

/** {@link Control} over the actors that do the work. */
public final class SupervisorControl implements Control {
  /** Longer than any stop sequence anybody would configure; the supervisor answers by itself. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final ActorSystem<?> system;
  private final ActorRef<Supervisor.Command> supervisor;
  private final ActorRef<Announcer.Command> announcer;
  private final Logs logs;
  private final LogStreams streams;
  private final DaemonInfo info;
  private final Path daemonLog;
  private final Dump dump;
  private final Path dumpFile;
  private final Rotation rotation;
  private final Runnable end;
  private final Function<List<String>, Optional<String>> handOver;
  private final Supplier<Host> machine;

  /**
   * @param info what is told of the daemon
   * @param daemonLog its own log
   * @param dump where apps are saved
   * @param dumpFile where they are read from
   * @param rotation how logs are rotated
   * @param end called once a shutdown has stopped all apps
   * @param handOver begins to hand over to a daemon of this command line, or says why it does not
   * @param machine measures it; may block
   */
  public SupervisorControl(
      ActorSystem<?> system,
      ActorRef<Supervisor.Command> supervisor,
      ActorRef<Announcer.Command> announcer,
      Logs logs,
      DaemonInfo info,
      Path daemonLog,
      Dump dump,
      Path dumpFile,
      Rotation rotation,
      Runnable end,
      Function<List<String>, Optional<String>> handOver,
      Supplier<Host> machine) {
    this.system = system;
    this.supervisor = supervisor;
    this.announcer = announcer;
    this.logs = logs;
    this.streams = new LogStreams(logs, system.log());
    this.info = info;
    this.daemonLog = daemonLog;
    this.dump = dump;
    this.dumpFile = dumpFile;
    this.rotation = rotation;
    this.end = end;
    this.handOver = handOver;
    this.machine = machine;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public DaemonInfo daemon() {
    return info;
  }

  @Override
  public CompletionStage<Reply.ToAction> shutdown() {
    dump.close();
    return ask(Supervisor.Shutdown::new)
        .thenApply(
            answer -> {
              end.run();
              return Translation.reply(answer);
            });
  }

  @Override
  public CompletionStage<Reply.ToFiles> save(boolean force) {
    return list("all").thenApplyAsync(apps -> save(apps, force), blocking());
  }

  private Reply.ToFiles save(List<AppSnapshot> apps, boolean force) {
    try {
      return new Reply.Files(dump.save(apps, force).stream().toList());
    } catch (IOException e) {
      return new Reply.Conflict("%s cannot be written: %s".formatted(dumpFile, e.getMessage()));
    }
  }

  private Executor blocking() {
    return system.dispatchers().lookup(DispatcherSelector.blocking());
  }

  @Override
  public CompletionStage<Reply.ToAction> resurrect() {
    return asked(to -> new Supervisor.Resurrect(dumpFile, to));
  }

  @Override
  public CompletionStage<Reply.ToFiles> handOver(List<String> command) {
    var refusal = handOver.apply(command);
    return CompletableFuture.completedFuture(
        refusal
            .<Reply.ToFiles>map(Reply.Conflict::new)
            .orElseGet(() -> new Reply.Files(List.of())));
  }

  @Override
  public CompletionStage<Reply.ToQuery> apps(String target) {
    return list(target)
        .thenApply(apps -> apps.isEmpty() ? Translation.notFound(target) : new Reply.Found(apps));
  }

  @Override
  public CompletionStage<Reply.ToAction> instances(String target) {
    return list(target)
        .thenApply(
            apps -> apps.isEmpty() ? Translation.notFound(target) : new Reply.Acted(Rows.of(apps)));
  }

  @Override
  public CompletionStage<List<UsageSeries>> usage(String target) {
    return this.<UsageHistory.Past>question(replyTo -> new Supervisor.RecallUsage(target, replyTo))
        .thenApply(UsageHistory.Past::instances);
  }

  @Override
  public CompletionStage<List<MemoryShare>> memory(String target) {
    return this.<UsageSampler.Weighed>question(
            replyTo -> new Supervisor.WeighMemory(target, replyTo))
        .thenApply(UsageSampler.Weighed::shares);
  }

  @Override
  public CompletionStage<Host> host() {
    return CompletableFuture.supplyAsync(machine, blocking());
  }

  @Override
  public CompletionStage<Measurements> measurements(String target) {
    var daemon = new Measurements.Daemon(info.version(), info.engine());
    return new MeasurementSource(system, supervisor, announcer, logs, daemon, this::host)
        .measure(target);
  }

  @Override
  public CompletionStage<List<Trouble>> troubles(List<AppSnapshot> apps) {
    return new Troubles(logs, Path.of("/proc"), InstantSource.system(), blocking()).of(apps);
  }

  private CompletionStage<List<AppSnapshot>> list(String target) {
    return this.<Supervisor.Listing>question(replyTo -> new Supervisor.ListApps(target, replyTo))
        .thenApply(Supervisor.Listing::apps);
  }

  @Override
  public CompletionStage<Reply.ToAction> declare(StartRequest request) {
    return ask(replyTo ->
            new Supervisor.DeclareInWords(
                request.apps(),
                Path.of(request.cwd()),
                request.env(),
                request.envName(),
                ifKnown(request),
                0,
                replyTo))
        .thenApply(Translation::reply);
  }

  private static Supervisor.IfKnown ifKnown(StartRequest request) {
    if (request.force()) {
      return Supervisor.IfKnown.ADD;
    }
    return switch (request.mode()) {
      case START -> Supervisor.IfKnown.START;
      case RESTART -> Supervisor.IfKnown.RESTART;
      case RELOAD -> Supervisor.IfKnown.RELOAD;
    };
  }

  @Override
  public CompletionStage<Reply.ToAction> act(String target, Action action) {
    return switch (action) {
      case Action.Start(var env, var changes) ->
          asked(changes, to -> new Supervisor.Start(target, env, to));
      case Action.Restart(var env, var changes) ->
          asked(changes, to -> new Supervisor.Start(target, env, to));
      case Action.Reload(var env, var parallel, var changes) ->
          asked(
              changes,
              to -> new Supervisor.Reload(target, env, parallel == null ? 0 : parallel, to));
      case Action.CancelReload() -> asked(to -> new Supervisor.CancelReload(target, to));
      case Action.Stop() -> asked(to -> new Supervisor.Stop(target, to));
      case Action.Pause() -> asked(to -> new Supervisor.Pause(target, to));
      case Action.Resume() -> asked(to -> new Supervisor.Resume(target, to));
      case Action.Monitor(boolean isWished) ->
          asked(to -> new Supervisor.Monitor(target, isWished, to));
      case Action.Delete() -> asked(to -> new Supervisor.Delete(target, to));
      case Action.Reset() -> asked(to -> new Supervisor.Reset(target, to));
      case Action.Scale(var instances) -> asked(to -> new Supervisor.Scale(target, instances, to));
      case Action.Signal(var signal) -> asked(to -> new Supervisor.Signal(target, signal, to));
      case Action.Send(var text) -> asked(to -> new Supervisor.Send(target, text, to));
    };
  }

  @Override
  public CompletionStage<Reply.ToTrigger> trigger(
      String target, String action, @Nullable Object params) {
    return ask(to -> new Supervisor.Trigger(target, action, params, to))
        .thenApply(
            answer ->
                answer instanceof Answer.Returned(var results)
                    ? new Reply.Returned(results)
                    : Translation.refusal(answer));
  }

  private CompletionStage<Reply.ToAction> asked(
      Changes changes, Function<ActorRef<Answer>, Supervisor.Targeted> request) {
    var cwd = changes.cwd() == null ? null : Path.of(changes.cwd());
    return asked(
        to ->
            changes.fields().isEmpty()
                ? request.apply(to)
                : new Supervisor.Changing(request.apply(to), changes.fields(), cwd));
  }

  private CompletionStage<Reply.ToAction> asked(
      Function<ActorRef<Answer>, Supervisor.Command> request) {
    return ask(request).thenApply(Translation::reply);
  }

  private CompletionStage<Answer> ask(Function<ActorRef<Answer>, Supervisor.Command> request) {
    return question(request);
  }

  private <T> CompletionStage<T> question(Function<ActorRef<T>, Supervisor.Command> request) {
    return AskPattern.ask(supervisor, request::apply, PATIENCE, system.scheduler());
  }

  @Override
  public CompletionStage<Reply.Happenings> events(EventQuery query) {
    var streams = new EventStreams(system, announcer);
    return query.target().equals("all")
        ? CompletableFuture.completedFuture(streams.of(query, List.of()))
        : list(query.target()).thenApply(apps -> streams.of(query, apps));
  }

  @Override
  public CompletionStage<Reply.ToLogs> logs(LogQuery query) {
    CompletionStage<Set<LogStreams.Printing>> meant =
        CompletableFuture.completedFuture(new LinkedHashSet<>());
    for (var target : query.targets()) {
      meant =
          meant.thenCombine(
              list(target),
              (some, apps) -> {
                some.addAll(LogStreams.Printing.of(apps));
                return some;
              });
    }
    return meant.thenApply(all -> streams.of(List.copyOf(all), query));
  }

  @Override
  public CompletionStage<Reply.ToFiles> flush(String target) {
    return list(target)
        .thenCompose(
            apps ->
                apps.isEmpty()
                    ? CompletableFuture.completedFuture(Translation.notFound(target))
                    : flush(paths(apps)));
  }

  @Override
  public CompletionStage<Reply.ToFiles> flush() {
    return list("all")
        .thenCompose(
            apps -> {
              var all = new ArrayList<>(paths(apps));
              all.addFirst(daemonLog);
              return flush(all);
            });
  }

  private CompletionStage<Reply.ToFiles> flush(List<Path> files) {
    return logs.flush(files)
        .<Reply.ToFiles>thenApply(_ -> new Reply.Files(files))
        .exceptionally(failure -> new Reply.Conflict("cannot be emptied: " + failure.getMessage()));
  }

  @Override
  public CompletionStage<Reply.ToFiles> reopenLogs() {
    return logs.reopen().thenApply(Reply.Files::new);
  }

  @Override
  public CompletionStage<List<FileProblem>> logProblems() {
    return logs.problems();
  }

  @Override
  public LogRotation rotation() {
    return new LogRotation(rotation.inForce(), rotation.maxTotalSize());
  }

  @Override
  public List<String> rotate(Map<String, Object> words) {
    return rotation.change(words);
  }

  private static List<Path> paths(List<AppSnapshot> apps) {
    return apps.stream()
        .flatMap(
            app ->
                app.instances().stream()
                    .flatMap(one -> app.spec().logs().pathsFor(one.id()).stream()))
        .distinct()
        .map(Path::of)
        .toList();
  }
}
