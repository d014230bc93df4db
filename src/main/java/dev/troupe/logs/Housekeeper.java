package dev.troupe.logs;

import dev.troupe.model.RotationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Deletes and compresses rotated files, off the path of the output. One at a time, so that it takes
 * one thread at most; a log rotated several times meanwhile is looked at once. Thread-safe.
 */
final class Housekeeper {
  private final LogSurroundings around;
  private final Supplier<Collection<Path>> logs;
  private final LongSupplier ceiling;

  // Both guarded by this.
  private final Map<Path, RotationSettings> rotated = new LinkedHashMap<>();
  private boolean isAtWork;

  /**
   * @param logs all log files there are
   * @param ceiling bytes that all of them and their rotated files may have
   */
  Housekeeper(LogSurroundings around, Supplier<Collection<Path>> logs, LongSupplier ceiling) {
    this.around = around;
    this.logs = logs;
    this.ceiling = ceiling;
  }

  /** A file of this log was set aside. Returns at once. */
  synchronized void rotated(Path log, RotationSettings settings) {
    rotated.put(log, settings);
    if (!isAtWork) {
      isAtWork = true;
      around.blocking().execute(this::work);
    }
  }

  private void work() {
    for (var batch = next(); !batch.isEmpty(); batch = next()) {
      batch.forEach(this::guardedTidy);
      guarded(Path.of(""), this::keepCeiling);
    }
  }

  private synchronized Map<Path, RotationSettings> next() {
    var batch = Map.copyOf(rotated);
    rotated.clear();
    isAtWork = !batch.isEmpty();
    return batch;
  }

  private void guardedTidy(Path log, RotationSettings settings) {
    guarded(log, () -> tidy(log, settings));
  }

  private static void tidy(Path log, RotationSettings settings) throws IOException {
    var all = RotatedFiles.of(log);
    var surplus = RotatedFiles.surplus(all, settings.retain());
    delete(surplus);
    if (settings.compress()) {
      for (var kept : all.subList(surplus.size(), all.size())) {
        if (!kept.isCompressed()) {
          Compression.compress(kept.file());
        }
      }
    }
  }

  private void keepCeiling() throws IOException {
    long room = ceiling.getAsLong();
    if (room == Long.MAX_VALUE) {
      return;
    }
    var all = new ArrayList<RotatedFiles.Rotated>();
    for (Path log : logs.get()) {
      all.addAll(RotatedFiles.of(log));
      room -= Files.isRegularFile(log) ? Files.size(log) : 0;
    }
    all.sort(RotatedFiles.Rotated.BY_AGE);
    delete(RotatedFiles.beyond(all, room));
  }

  private static void delete(List<RotatedFiles.Rotated> files) throws IOException {
    for (var one : files) {
      Files.deleteIfExists(one.file());
    }
  }

  private void guarded(Path log, DiskWork work) {
    try {
      work.run();
    } catch (IOException e) {
      around.problems().accept(new LogProblem.HousekeepingFails(log, e.toString()));
    }
  }
}
