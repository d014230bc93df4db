package dev.troupe.config;

import dev.troupe.model.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads which files an app watches. */
final class WatchReader {
  private static final Field<String> CWD =
      Field.of("cwd", FieldType.TEXT, "folder that paths start from");
  private static final Field<Boolean> FOLLOW_SYMLINKS =
      Field.of("followSymlinks", FieldType.FLAG, "whether what a link points to counts");
  private static final Field<Boolean> USE_POLLING =
      Field.of("usePolling", FieldType.FLAG, "compares files in place of being told");
  private static final Field<Duration> INTERVAL =
      Field.of("interval", FieldType.INTERVAL, "between two looks of polling");
  private static final Field<Integer> DEPTH =
      Field.of("depth", FieldType.COUNT, "levels of folders that count");
  private static final Field<List<String>> IGNORED =
      Field.of("ignored", FieldType.TEXTS, "more to ignore");

  /** Chokidar's, of which nothing depends here. */
  private static final List<Field<?>> WITHOUT_EFFECT =
      List.of(
          withoutEffect("persistent"),
          withoutEffect("ignoreInitial"),
          withoutEffect("ignorePermissionErrors"),
          withoutEffect("alwaysStat"),
          withoutEffect("atomic"),
          withoutEffect("awaitWriteFinish"),
          withoutEffect("disableGlobbing"),
          withoutEffect("binaryInterval"),
          withoutEffect("useFsEvents"));

  private static final FieldTable TABLE = table();

  private final Declaration app;
  private final BasePath base;

  /**
   * @param base the app's working directory
   */
  WatchReader(Declaration app, BasePath base) {
    this.app = app;
    this.base = base;
  }

  private static Field<Object> withoutEffect(String name) {
    return Field.of(name, FieldType.ANY, "accepted, without effect");
  }

  private static FieldTable table() {
    var fields = new ArrayList<Field<?>>(WITHOUT_EFFECT);
    fields.addAll(List.of(CWD, FOLLOW_SYMLINKS, USE_POLLING, INTERVAL, DEPTH, IGNORED));
    return new FieldTable(fields);
  }

  Watch read() {
    var options = app.part(AppFields.WATCH_OPTIONS).map(this::section);
    var watched = app.get(AppFields.WATCH);
    var ignored = new ArrayList<>(app.get(AppFields.IGNORE_WATCH).orElse(List.of()));
    ignored.addAll(options.flatMap(section -> section.get(IGNORED)).orElse(List.of()));
    return new Watch(
        watched.isPresent() && !watched.get().equals(Watched.NOTHING),
        watched.map(Watched::paths).orElse(List.of()),
        ignored,
        app.get(AppFields.WATCH_DELAY).orElse(Duration.ZERO),
        options.map(this::options).orElse(Watch.Options.USUAL));
  }

  private Section section(Part part) {
    if (!(part.value() instanceof Map)) {
      part.refuse(
          Values.shown(part.value()) + " is not an object",
          "give one such as { followSymlinks: false }");
    }
    return part.section(TABLE);
  }

  private Watch.Options options(Section section) {
    var usual = Watch.Options.USUAL;
    return new Watch.Options(
        section.get(CWD).map(cwd -> base.resolve(cwd).toString()).orElse(usual.cwd()),
        section.get(FOLLOW_SYMLINKS).orElse(usual.followSymlinks()),
        section.get(USE_POLLING).orElse(usual.polling()),
        section.get(INTERVAL).orElse(usual.interval()),
        section.get(DEPTH).orElse(usual.depth()));
  }

  /**
   * What {@code watch} can be.
   *
   * @param paths empty for all
   */
  record Watched(boolean any, List<String> paths) {
    static final Watched NOTHING = new Watched(false, List.of());

    static final FieldType<Watched> TYPE =
        new FieldType<>(
            "watch",
            "true, false, a path or a list of paths",
            "write true for the working directory, or [\"src\", \"config/*.json\"]",
            Watched::of);

    private static Optional<Watched> of(Object value) {
      return Values.flag(value)
          .map(all -> all ? new Watched(true, List.of()) : NOTHING)
          .or(() -> Values.texts(value).map(paths -> new Watched(!paths.isEmpty(), paths)));
    }
  }
}
