package dev.troupe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The mark that a reload is under way: {@code reload.lock} in the home holds the time it began, in
 * milliseconds since 1970 as PM2 writes it. One that was left behind counts no longer after a while
 * (PM2: RELOAD_LOCK, 30 s); which reload of which app is under way only the daemon knows.
 */
final class ReloadLock implements AutoCloseable {
  private static final Duration LIFE = Duration.ofSeconds(30);

  private final Path file;

  private ReloadLock(Path file) {
    this.file = file;
  }

  /**
   * Takes it.
   *
   * @param force take it from whoever has it
   * @throws CommandFailure if a reload is under way, or the file cannot be written
   */
  static ReloadLock take(Path home, InstantSource clock, boolean force) throws CommandFailure {
    var file = home.resolve("reload.lock");
    var now = clock.instant();
    var left = LIFE.minus(Duration.between(begun(file), now));
    if (!force && left.isPositive() && left.compareTo(LIFE) <= 0) {
      throw new CommandFailure(
          "a reload is under way (%s): wait for it, or give -f".formatted(file));
    }
    try {
      Files.writeString(file, Long.toString(now.toEpochMilli()));
    } catch (IOException e) {
      throw new CommandFailure(file + " cannot be written: " + FileTrouble.reason(e));
    }
    return new ReloadLock(file);
  }

  /** Long ago if nothing is under way, or nobody can tell. */
  private static Instant begun(Path file) {
    try {
      return Instant.ofEpochMilli(Long.parseLong(Files.readString(file).strip()));
    } catch (IOException | NumberFormatException e) {
      return Instant.EPOCH;
    }
  }

  @Override
  public void close() throws CommandFailure {
    try {
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new CommandFailure(file + " cannot be written: " + FileTrouble.reason(e));
    }
  }
}
