package dev.troupe.logs;

import dev.troupe.model.LogRules;
import dev.troupe.model.RotationSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The log files being written, each there once however many streams write it. Thread-safe. */
final class SharedFiles {
  private final LogSurroundings around;
  private final Supplier<RotationSettings> rotation;
  private final Housekeeper housekeeper;
  private final Map<Path, LogFile> files = new ConcurrentHashMap<>();
  private final Map<Path, LogTimes> times = new ConcurrentHashMap<>();
  private volatile Map<Path, LogTimes.Kept> former = Map.of();

  /**
   * @param rotation what holds where an app says nothing else
   * @param ceiling bytes that all logs may have together
   */
  SharedFiles(LogSurroundings around, Supplier<RotationSettings> rotation, LongSupplier ceiling) {
    this.around = around;
    this.rotation = rotation;
    this.housekeeper = new Housekeeper(around, files::keySet, ceiling);
  }

  /** For one more stream; to be given back. The rules of the first stream hold. */
  LogFile take(Path path, Origin origin, LogRules rules) {
    LogFile taken =
        files.compute(
            path,
            (_, present) -> {
              LogFile file = present == null ? make(path, origin, rules) : present;
              file.join();
              return file;
            });
    taken.create();
    return taken;
  }

  private LogFile make(Path path, Origin origin, LogRules rules) {
    var rotator =
        new Rotator(origin, () -> rotation.get().with(rules.rotation()), around, housekeeper);
    return new LogFile(origin, path, rules.mode(), rotator, times(path), around);
  }

  /** The last one to give it back closes it. */
  void giveBack(LogFile file) {
    files.computeIfPresent(file.path(), (_, present) -> leave(present));
  }

  private static @Nullable LogFile leave(LogFile file) {
    return file.leave() ? file : null;
  }

  /** The file at this path, if it is being written; null if not. */
  @Nullable LogFile at(Path path) {
    return files.get(path);
  }

  /** When what was written there; also of a file that nobody writes now. */
  LogTimes times(Path path) {
    return times.computeIfAbsent(path, _ -> new LogTimes(around.clock(), former.get(path)));
  }

  /** What an earlier daemon knew; to be told before anything is opened. */
  void knew(Map<Path, LogTimes.Kept> former) {
    this.former = Map.copyOf(former);
  }

  /** What a later daemon may know. */
  Map<Path, LogTimes.Kept> known() {
    var known = new HashMap<>(former);
    times.forEach((path, its) -> known.put(path, its.kept()));
    known.keySet().removeIf(Files::notExists);
    return known;
  }

  Collection<LogFile> all() {
    return List.copyOf(files.values());
  }
}
