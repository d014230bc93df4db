package dev.troupe.logs;

import dev.troupe.model.LogFiles;
import dev.troupe.model.LogRules;
import dev.troupe.model.OutputName;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All files that one stream of an instance goes to: none, its own, the common one, or both. Used by
 * one thread at a time; blocks on the disk.
 */
final class StreamRoutes {
  private static final String NOWHERE = "/dev/null";

  /** What {@code Date.toISOString} gives, PM2's timestamp if no format is set. */
  private static final String ISO = "YYYY-MM-DD[T]HH:mm:ss.SSS[Z]";

  private final List<LogFile> files;
  private final List<Route> routes;
  private final SharedFiles shared;

  private StreamRoutes(List<LogFile> files, List<Route> routes, SharedFiles shared) {
    this.files = files;
    this.routes = routes;
    this.shared = shared;
  }

  /** Takes the files, which are made if they are missing; {@link #close} gives them back. */
  static StreamRoutes open(Origin origin, OutputName output, LogFiles names, SharedFiles shared) {
    String own = output == OutputName.OUT ? names.out() : names.error();
    var files =
        Stream.of(own, Objects.requireNonNullElse(names.both(), NOWHERE))
            .filter(path -> !path.equals(NOWHERE))
            .map(path -> Path.of(names.pathFor(path, origin.instance())))
            .distinct()
            .map(path -> shared.take(path, origin, names.rules()))
            .toList();
    var routes = files.stream().map(file -> route(file, origin, output, names.rules())).toList();
    return new StreamRoutes(files, routes, shared);
  }

  private static Route route(LogFile file, Origin origin, OutputName output, LogRules rules) {
    return rules.asJson()
        ? new JsonRoute(file, jsonTime(rules.dateFormat()), origin, output)
        : new LineRoute(file, stamp(rules.dateFormat()));
  }

  private static @Nullable Stamp stamp(@Nullable String dateFormat) {
    return dateFormat == null ? null : new Stamp(dateFormat, ZoneId.systemDefault(), ": ");
  }

  private static Stamp jsonTime(@Nullable String dateFormat) {
    return dateFormat == null
        ? new Stamp(ISO, ZoneOffset.UTC, "")
        : new Stamp(JsonText.escaped(dateFormat), ZoneId.systemDefault(), "");
  }

  /** What was read, not empty. Leaves the buffer's position alone. */
  void accept(ByteBuffer chunk, Instant at) {
    int start = chunk.position();
    for (Route route : routes) {
      route.accept(chunk, at);
      chunk.position(start);
    }
  }

  /** Where the last byte stands that came through here, in the first of the files. */
  Place place() {
    return files.isEmpty() ? Place.NOWHERE : files.getFirst().place(routes.getFirst().end());
  }

  void endLine(Instant at) {
    routes.forEach(route -> route.endLine(at));
  }

  boolean holds() {
    for (Route route : routes) {
      if (route.holds()) {
        return true;
      }
    }
    return false;
  }

  void release(Instant at) {
    routes.forEach(route -> route.release(at));
  }

  void close() {
    files.forEach(shared::giveBack);
  }
}
