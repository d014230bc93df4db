package dev.troupe.logs;

import dev.troupe.model.DayFormat;
import dev.troupe.model.RotationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;

/** Sets one log's file aside under its rotated name. Guarded by the lock of its file. */
final class Rotator {
  private final Origin origin;
  private final Supplier<RotationSettings> settings;
  private final LogSurroundings around;
  private final Housekeeper housekeeper;

  private String lastTime = "";
  private int number;
  private Instant blockedUntil = Instant.MIN;

  Rotator(
      Origin origin,
      Supplier<RotationSettings> settings,
      LogSurroundings around,
      Housekeeper housekeeper) {
    this.origin = origin;
    this.settings = settings;
    this.around = around;
    this.housekeeper = housekeeper;
  }

  RotationSettings settings() {
    return settings.get();
  }

  /** How large the file may grow, in bytes. */
  long maxSize(Instant now) {
    var present = settings();
    return present.enabled() && !now.isBefore(blockedUntil) ? present.maxSize() : Long.MAX_VALUE;
  }

  /** Renames the file. False if that is impossible: the file grows on and it is tried later. */
  boolean setAside(Path path, Instant now) {
    var present = settings();
    try {
      Files.move(path, freeName(path, present, now));
    } catch (IOException e) {
      blockedUntil = now.plus(LogFile.PAUSE.multipliedBy(60));
      around
          .problems()
          .accept(
              new LogProblem.RotationFails(origin.app(), origin.instance(), path, e.toString()));
      return false;
    }
    housekeeper.rotated(path, present);
    return true;
  }

  private Path freeName(Path path, RotationSettings present, Instant now) {
    String time = DayFormat.of(present.dateFormat()).format(now.atZone(zone(present)));
    number = time.equals(lastTime) ? number + 1 : 0;
    lastTime = time;
    var name = RotatedName.of(path);
    Path free = path.resolveSibling(name.at(time, number));
    while (isTaken(free)) {
      number++;
      free = path.resolveSibling(name.at(time, number));
    }
    return free;
  }

  static boolean isTaken(Path name) {
    return Files.exists(name) || Files.exists(Path.of(name + RotatedName.COMPRESSED));
  }

  static ZoneId zone(RotationSettings settings) {
    String zone = settings.zone();
    return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
  }
}
