package dev.troupe.logs;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which lines of a log are wanted.
 *
 * @param lines how many of the last ones at most, 0 or more
 * @param since none that were written before
 * @param until none that were written after
 * @param text which texts
 * @param maxBytes how far to look back if {@code since} does not say it, and half of what memory
 *     the lines may take
 */
public record Wanted(
    int lines,
    Optional<Instant> since,
    Optional<Instant> until,
    Predicate<String> text,
    int maxBytes) {
  /** 8 MiB. */
  public static final int MAX_BYTES = 8 * 1024 * 1024;

  /** Every text. */
  public static final Predicate<String> ANY = _ -> true;

  /** The last lines, whatever they are. */
  public static Wanted last(int lines) {
    return new Wanted(lines, Optional.empty(), Optional.empty(), ANY, MAX_BYTES);
  }

  /** Whether the end of the file tells by itself where they begin. */
  boolean isByNumber() {
    return since.isEmpty() && until.isEmpty() && text.equals(ANY);
  }

  /** Whether a line is meant. */
  public boolean wants(Instant at, String line) {
    return isInTime(at) && text.test(line);
  }

  boolean isInTime(Instant at) {
    return since.filter(at::isBefore).isEmpty() && until.filter(at::isAfter).isEmpty();
  }
}
