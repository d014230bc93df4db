package dev.troupe.http;

import dev.troupe.api.PortHolder;
import dev.troupe.logs.FileTail;
import dev.troupe.logs.Logs;
import dev.troupe.logs.Wanted;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.AppSpec;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.Trouble;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what instances that do not run have printed last, at who is in their way, at limits that
 * do not hold, and at watches that do not see everything.
 */
final class Troubles {
  /** Beyond so many of one request, the others most likely have the same. */
  private static final int MOST = 50;

  /** How far a log is looked back. */
  private static final int MOST_BYTES = 32 * 1024;

  private static final Wanted LAST =
      new Wanted(Diagnosis.READ, Optional.empty(), Optional.empty(), Wanted.ANY, MOST_BYTES);

  /**
   * An instance to be looked at.
   *
   * @param isInTrouble if not, only the note is to be told
   */
  private record Case(
      AppSpec spec, InstanceSnapshot instance, boolean isInTrouble, @Nullable String note) {}

  private final Logs logs;
  private final Diagnosis diagnosis;
  private final UnappliedLimits limits;
  private final InstantSource clock;
  private final Executor blocking;

  /**
   * @param proc where the kernel tells of processes; elsewhere than on Linux nothing is found
   * @param blocking runs what blocks
   */
  Troubles(Logs logs, Path proc, InstantSource clock, Executor blocking) {
    this.logs = logs;
    this.diagnosis = new Diagnosis(new PortHolder(proc));
    this.limits = new UnappliedLimits(proc);
    this.clock = clock;
    this.blocking = blocking;
  }

  CompletionStage<List<Trouble>> of(List<AppSnapshot> apps) {
    return CompletableFuture.supplyAsync(() -> cases(apps), blocking).thenCompose(this::lookAt);
  }

  private CompletionStage<List<Trouble>> lookAt(List<Case> cases) {
    CompletionStage<List<Trouble>> all = CompletableFuture.completedFuture(new ArrayList<>());
    for (var one : cases) {
      all =
          all.thenCombine(
              look(one),
              (some, trouble) -> {
                some.add(trouble);
                return some;
              });
    }
    return all;
  }

  private List<Case> cases(List<AppSnapshot> apps) {
    var now = clock.instant();
    return apps.stream()
        .flatMap(app -> app.instances().stream().map(one -> of(app, one, now)))
        .filter(one -> one.isInTrouble() || one.note() != null)
        .limit(MOST)
        .toList();
  }

  private Case of(AppSnapshot app, InstanceSnapshot instance, Instant now) {
    return new Case(app.spec(), instance, Trouble.isIn(instance, now), note(app, instance));
  }

  private @Nullable String note(AppSnapshot app, InstanceSnapshot instance) {
    var notes =
        Stream.concat(
                limits.of(app.spec(), instance).stream(),
                Stream.ofNullable(app.watchProblem()).map("its watch: "::concat))
            .toList();
    return notes.isEmpty() ? null : String.join("; ", notes);
  }

  private CompletionStage<Trouble> look(Case one) {
    var files = one.spec().logs();
    var log = files.pathFor(files.error(), one.instance().id());
    var last =
        one.isInTrouble()
            ? logs.past(Path.of(log), LAST).exceptionally(_ -> FileTail.none(Path.of(log)))
            : CompletableFuture.completedFuture(FileTail.none(Path.of(log)));
    return last.thenApplyAsync(
        tail ->
            diagnosis.of(
                one.spec(),
                one.instance(),
                log,
                tail.lines().stream().map(FileTail.Line::text).toList(),
                one.note()),
        blocking);
  }
}
