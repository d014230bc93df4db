package dev.troupe.http;

import dev.troupe.http.Control.LogQuery;
import dev.troupe.logs.FileTail;
import dev.troupe.logs.LiveTail;
import dev.troupe.logs.Logs;
import dev.troupe.logs.Shown;
import dev.troupe.logs.Tail;
import dev.troupe.logs.Wanted;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.LogFiles;
import dev.troupe.model.OutputName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.slf4j.Logger;

/** What a query of output means: which files, which streams, from when to when. */
final class LogStreams {
  /** Of lines that are put into one order, all files together may take as much. */
  private static final int LEAST_BYTES = 64 * 1024;

  private static final Path NOWHERE = Path.of("/dev/null");

  private final Logs logs;
  private final Logger log;

  LogStreams(Logs logs, Logger log) {
    this.logs = logs;
    this.log = log;
  }

  /** An instance that prints. */
  record Printing(String app, int instance, LogFiles files) {
    static List<Printing> of(List<AppSnapshot> apps) {
      return apps.stream()
          .flatMap(app -> app.instances().stream().map(instance -> of(app, instance)))
          .toList();
    }

    private static Printing of(AppSnapshot app, InstanceSnapshot instance) {
      return new Printing(app.spec().name(), instance.id(), app.spec().logs());
    }

    private Owned file(OutputName output) {
      var path = output == OutputName.OUT ? files.out() : files.error();
      return new Owned(app, instance, output, Path.of(files.pathFor(path, instance)));
    }
  }

  /** A file, and whose it is. */
  private record Owned(String app, int instance, OutputName output, Path file) {}

  /**
   * The lines.
   *
   * @param targeted what the query's target means
   */
  Reply.ToLogs of(List<Printing> targeted, LogQuery query) {
    var meant = targeted.stream().filter(one -> isMeant(one.instance(), query)).toList();
    if (meant.isEmpty() && !(query.target().equals("all") && query.instance().isEmpty())) {
      return Translation.notFound(query.instance().map(String::valueOf).orElse(query.target()));
    }
    var asked = query.after().isPresent() ? comingBack(query.after().get(), query) : query;
    var files = files(meant, asked);
    var wanted = wanted(asked, files.size(), logs.now());
    var shown = new Shown();
    var lines =
        past(files, wanted, shown, asked).concat(live(meant, asked, wanted)).filter(shown::isNew);
    return new Reply.Streaming(lines, run());
  }

  private String run() {
    return Long.toString(logs.startedAt().toEpochMilli(), Character.MAX_RADIX);
  }

  /** What is not remembered since the client has left is in the files. */
  private LogQuery comingBack(ResumePoint point, LogQuery query) {
    boolean isSameRun = point.run().equals(run());
    if (isSameRun && logs.tail().remembers(point.position())) {
      return query.with(0, query.since(), Optional.of(point));
    }
    var next = point.at().plus(1, ChronoUnit.MICROS);
    var since = isSameRun || next.isAfter(logs.startedAt()) ? next : logs.startedAt();
    return query.with(LogParameters.MAX_LINES, Optional.of(new Moment.At(since)), Optional.empty());
  }

  private static boolean isMeant(int instance, LogQuery query) {
    return query.instance().isEmpty() || query.instance().get() == instance;
  }

  private static boolean isMeant(OutputName output, LogQuery query) {
    return query.output().isEmpty() || query.output().get() == output;
  }

  private static Wanted wanted(LogQuery query, int files, Instant now) {
    int most = Wanted.MAX_BYTES;
    return new Wanted(
        query.lines(),
        query.since().map(moment -> moment.asOf(now)),
        query.until().map(moment -> moment.asOf(now)),
        query.text().isPresent() ? query.text().get() : Wanted.ANY,
        query.interleaved() ? Math.max(LEAST_BYTES, most / Math.max(1, files)) : most);
  }

  private Source<Tail, NotUsed> past(
      List<Owned> files, Wanted wanted, Shown shown, LogQuery query) {
    if (wanted.lines() == 0) {
      return Source.empty();
    }
    var pasts = Source.from(files).mapAsync(1, file -> past(file, wanted)).map(shown::with);
    return query.interleaved()
        ? pasts.fold(List.<Tail.Past>of(), LogStreams::with).mapConcat(Shown::inOrder)
        : pasts.map(past -> past);
  }

  /** A file that cannot be read is no reason to break off: the daemon's log tells of it. */
  private CompletionStage<Tail.Past> past(Owned owned, Wanted wanted) {
    return logs.past(owned.file(), wanted)
        .exceptionally(
            failure -> {
              log.warn("{}: cannot be read: {}", owned.file(), failure.getMessage());
              return FileTail.none(owned.file());
            })
        .thenApply(tail -> new Tail.Past(owned.app(), owned.instance(), owned.output(), tail));
  }

  private static List<Tail.Past> with(List<Tail.Past> some, Tail.Past more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  private static List<Owned> files(List<Printing> meant, LogQuery query) {
    var taken = new HashSet<Path>();
    return Stream.of(OutputName.values())
        .filter(output -> isMeant(output, query))
        .flatMap(output -> meant.stream().map(one -> one.file(output)))
        .filter(owned -> !owned.file().equals(NOWHERE) && taken.add(owned.file()))
        .toList();
  }

  private Source<Tail, NotUsed> live(List<Printing> meant, LogQuery query, Wanted wanted) {
    var now = logs.now();
    if (!query.follow() || wanted.until().filter(end -> !end.isAfter(now)).isPresent()) {
      return Source.empty();
    }
    var lines =
        logs.tail()
            .subscribe(filter(meant, query), after(query))
            .filter(tail -> isWanted(tail, wanted));
    return wanted.until().map(end -> lines.takeWithin(Duration.between(now, end))).orElse(lines);
  }

  /** Whoever names an app means its later instances too. */
  private static LiveTail.Filter filter(List<Printing> meant, LogQuery query) {
    var ids = meant.stream().map(Printing::instance).collect(Collectors.toSet());
    var isNamed = names(meant, query.targets());
    return (app, instance, output) ->
        (ids.contains(instance) || isNamed.test(app))
            && isMeant(instance, query)
            && isMeant(output, query);
  }

  private static Predicate<String> names(List<Printing> meant, List<String> targets) {
    var present = meant.stream().map(Printing::app).collect(Collectors.toSet());
    Predicate<String> names = _ -> false;
    for (var target : targets) {
      names = names.or(target.equals("all") ? _ -> true : name(present, target));
    }
    return names;
  }

  private static Predicate<String> name(Set<String> present, String target) {
    if (target.length() > 2 && target.startsWith("/") && target.endsWith("/")) {
      return Pattern.compile(target.substring(1, target.length() - 1)).asPredicate();
    }
    return present.contains(target) ? target::equals : _ -> false;
  }

  private static OptionalLong after(LogQuery query) {
    return query.after().isPresent()
        ? OptionalLong.of(query.after().get().position())
        : OptionalLong.empty();
  }

  private static boolean isWanted(Tail tail, Wanted wanted) {
    return switch (tail) {
      case Tail.Line(var line, _, _) -> wanted.wants(line.at(), line.text());
      case Tail.Missed _, Tail.Past _ -> true;
    };
  }
}
