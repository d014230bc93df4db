package dev.troupe.logs;

import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.troupe.model.DayFormat;
import dev.troupe.model.RotationSettings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Rotates a file that others hold open for appending, and so cannot be renamed: it is copied, then
 * emptied. Who writes must not do so meanwhile. Blocks on the disk; not thread-safe.
 */
public final class CopyingRotation {
  private final Path log;
  private final InstantSource clock;
  private final Supplier<RotationSettings> settings;

  public CopyingRotation(Path log, InstantSource clock, Supplier<RotationSettings> settings) {
    this.log = log;
    this.clock = clock;
    this.settings = settings;
  }

  /** Rotates the file if it is as large as it may become; compresses and deletes what it should. */
  public void rotateIfLarge() throws IOException {
    RotationSettings present = settings.get();
    if (!present.enabled() || !Files.exists(log) || Files.size(log) < present.maxSize()) {
      return;
    }
    Path copy = freeName(present);
    Files.copy(log, copy, StandardCopyOption.COPY_ATTRIBUTES);
    FileChannel.open(log, WRITE, TRUNCATE_EXISTING).close();
    if (present.compress()) {
      Compression.compress(copy);
    }
    for (var old : RotatedFiles.surplus(RotatedFiles.of(log), present.retain())) {
      Files.deleteIfExists(old.file());
    }
  }

  private Path freeName(RotationSettings present) {
    String time =
        DayFormat.of(present.dateFormat()).format(clock.instant().atZone(Rotator.zone(present)));
    var name = RotatedName.of(log);
    int number = 0;
    while (Rotator.isTaken(log.resolveSibling(name.at(time, number)))) {
      number++;
    }
    return log.resolveSibling(name.at(time, number));
  }
}
