package dev.troupe.cli;

import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;

/** How the lines of logs look. */
interface LogStyle {

  /** A line whose time is known. */
  void line(LogLine line);

  /** A line out of a file that does not tell when it was written. */
  void old(int instance, String app, OutputName output, String text);

  /** Goes before the last lines of a file. */
  default void beginFile(String path, int wanted) {}

  /** Goes behind the last lines of a file. */
  default void endFile() {}
}
