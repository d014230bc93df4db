package dev.troupe.logs.otlp;

import dev.troupe.logs.LogProblem;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Tells what becomes of an export without filling the log: once that it fails, once that it works
 * again and how many lines were left out; lines that were left out although it works, at most once
 * a minute. Used by one thread at a time.
 */
final class ExportReport {
  static final Duration PAUSE = Duration.ofMinutes(1);

  private final URI endpoint;
  private final InstantSource clock;
  private final Consumer<LogProblem> problems;

  private boolean isFailing;
  private long lost;
  private Instant nextLine = Instant.MIN;

  ExportReport(URI endpoint, InstantSource clock, Consumer<LogProblem> problems) {
    this.endpoint = endpoint;
    this.clock = clock;
    this.problems = problems;
  }

  /** An attempt has failed; there will be another one. */
  void failed(String reason) {
    if (!isFailing) {
      isFailing = true;
      problems.accept(new LogProblem.ExportFails(endpoint, reason));
    }
  }

  /** Lines will never be sent. */
  void lost(long lines) {
    lost += lines;
  }

  /** A batch has arrived. */
  void delivered() {
    if (isFailing) {
      isFailing = false;
      problems.accept(new LogProblem.ExportResumed(endpoint, lost));
      lost = 0;
    } else if (lost > 0 && !clock.instant().isBefore(nextLine)) {
      problems.accept(new LogProblem.ExportLost(endpoint, lost));
      lost = 0;
      nextLine = clock.instant().plus(PAUSE);
    }
  }

  /** Nothing will be sent any more. */
  void ended() {
    if (lost > 0) {
      problems.accept(new LogProblem.ExportEnded(endpoint, lost));
    }
  }
}
