package dev.troupe.logs;

import dev.troupe.model.LogFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The files one instance's output goes to: none to two for each stream. A file the streams have in
 * common is there once.
 */
record InstanceFiles(List<LogFile> out, List<LogFile> err) {
  private static final String NOWHERE = "/dev/null";

  static InstanceFiles of(Origin origin, LogFiles names, Consumer<LogProblem> problems) {
    var known = new HashMap<Path, LogFile>();
    Function<Path, LogFile> file =
        path -> known.computeIfAbsent(path, it -> new LogFile(origin, it, problems));
    return new InstanceFiles(
        paths(names, names.out(), origin.instance()).map(file).toList(),
        paths(names, names.error(), origin.instance()).map(file).toList());
  }

  private static Stream<Path> paths(LogFiles names, String own, int instance) {
    return Stream.of(own, Objects.requireNonNullElse(names.both(), NOWHERE))
        .filter(path -> !path.equals(NOWHERE))
        .map(path -> Path.of(names.pathFor(path, instance)))
        .distinct();
  }

  List<LogFile> all() {
    return Stream.concat(out.stream(), err.stream()).distinct().toList();
  }
}
