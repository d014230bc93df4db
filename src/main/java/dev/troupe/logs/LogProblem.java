package dev.troupe.logs;

import dev.troupe.model.OutputName;
import java.net.URI;
import java.nio.file.Path;

/** What goes wrong while output is written. The output flows on in every case. */
public sealed interface LogProblem {

  /** For the daemon's own log: one sentence. */
  default String message() {
    return switch (this) {
      case WritingFails(var app, int id, var file, var reason) ->
          "%s[%d]: cannot write %s (%s), dropping its output until that works again"
              .formatted(app, id, file, reason);
      case WritingResumed(var app, int id, var file, long lost) ->
          "%s[%d]: writing %s again, %d bytes of output are lost".formatted(app, id, file, lost);
      case WritingEndedFailing(var app, int id, var file, long lost) ->
          "%s[%d]: output has ended while %s could not be written, %d bytes of it are lost"
              .formatted(app, id, file, lost);
      case FileGone(var app, int id, var file, long bytes) ->
          "%s[%d]: %s was moved or deleted, a new one is begun; %d bytes went to the old one since"
                  .formatted(app, id, file, bytes)
              + " it was last seen";
      case RotationFails(var app, int id, var file, var reason) ->
          "%s[%d]: cannot rotate %s (%s), it grows on; trying again in a minute"
              .formatted(app, id, file, reason);
      case HousekeepingFails(var log, var reason) ->
          "%s: cannot delete or compress rotated files (%s), they stay until the next rotation"
              .formatted(log, reason);
      case StreamBroke(var app, int id, var output, var reason) ->
          "%s[%d]: stream %s broke (%s), no more of it is logged"
              .formatted(app, id, output, reason);
      case TimesUnreadable(var file, var reason) ->
          "%s cannot be read (%s): `logs --since` does not know when older lines were written"
              .formatted(file, reason);
      case TimesNotKept(var reason) ->
          "cannot keep when lines were written (%s): the next daemon's `logs --since` will not know it"
              .formatted(reason);
      case ExportFails(var to, var reason) ->
          "cannot send output to %s (%s), trying again; what does not fit into memory is left out"
              .formatted(to, reason);
      case ExportResumed(var to, long lost) ->
          "sending output to %s again, %d lines are left out".formatted(to, lost);
      case ExportLost(var to, long lost) ->
          "output came faster than %s takes it: %d lines are left out".formatted(to, lost);
      case ExportEnded(var to, long lost) ->
          "ended before all output was sent to %s: %d lines are left out".formatted(to, lost);
    };
  }

  /**
   * From now on the file can't be written; it is tried anew once a second. Told once, not for every
   * try.
   */
  record WritingFails(String app, int instance, Path file, String reason) implements LogProblem {}

  /**
   * The file can be written again.
   *
   * @param lostBytes what could not be written in between
   */
  record WritingResumed(String app, int instance, Path file, long lostBytes)
      implements LogProblem {}

  /**
   * The output has ended and the file could not be written to the last.
   *
   * @param lostBytes what could not be written
   */
  record WritingEndedFailing(String app, int instance, Path file, long lostBytes)
      implements LogProblem {}

  /** One of the two streams broke and yields nothing any more. */
  record StreamBroke(String app, int instance, OutputName output, String reason)
      implements LogProblem {}

  /**
   * Somebody else moved or deleted the file.
   *
   * @param bytes written to it since it was last seen at its path: if it was deleted, these are
   *     lost at most
   */
  record FileGone(String app, int instance, Path file, long bytes) implements LogProblem {}

  /** The file could not be renamed. */
  record RotationFails(String app, int instance, Path file, String reason) implements LogProblem {}

  /**
   * Rotated files could not be deleted or compressed.
   *
   * @param log whose; empty if it is about all of them
   */
  record HousekeepingFails(Path log, String reason) implements LogProblem {}

  /** What an earlier daemon knew of times is lost. */
  record TimesUnreadable(Path file, String reason) implements LogProblem {}

  /** What is known of times could not be kept. */
  record TimesNotKept(String reason) implements LogProblem {}

  /** A collector takes nothing; it is tried again. Told once, not for every try. */
  record ExportFails(URI to, String reason) implements LogProblem {}

  /**
   * A collector takes lines again.
   *
   * @param lines how many were left out in between
   */
  record ExportResumed(URI to, long lines) implements LogProblem {}

  /** Lines that a collector did not get although it works; told once a minute at most. */
  record ExportLost(URI to, long lines) implements LogProblem {}

  /** Lines that a collector did not get before the daemon ended. */
  record ExportEnded(URI to, long lines) implements LogProblem {}
}
