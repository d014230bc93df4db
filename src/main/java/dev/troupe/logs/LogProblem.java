package dev.troupe.logs;

import dev.troupe.model.OutputName;
import java.nio.file.Path;

/** What goes wrong while output is written. The output flows on in every case. */
public sealed interface LogProblem {

  /** The app's name. */
  String app();

  /** The instance's id. */
  int instance();

  /**
   * From now on the file can't be written; each later piece of output tries it anew. Told once, not
   * for every piece.
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
}
