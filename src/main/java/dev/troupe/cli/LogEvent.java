package dev.troupe.cli;

import dev.troupe.api.PlacedLine;
import dev.troupe.model.OutputName;
import java.io.IOException;
import java.util.List;

/** An event of the daemon's stream of output. */
sealed interface LogEvent {

  /** {@code event: file}: the end of a log file, and whose output it is. */
  record FileEnd(
      String path, String app, int instance, OutputName output, long leftOut, List<String> lines)
      implements LogEvent {}

  /** {@code event: line}: what has just been written. */
  record NewLine(PlacedLine line) implements LogEvent {}

  /** {@code event: missed}: lines that this command was too slow for. */
  record Missed(long count) implements LogEvent {}

  /** What only a later daemon has to tell. */
  record Other() implements LogEvent {}

  /**
   * Reads one.
   *
   * @throws IOException if the data do not fit the event
   */
  static LogEvent read(String event, String data) throws IOException {
    return switch (event) {
      case "file" -> RecordReader.read(FileEnd.class, data);
      case "line" -> new NewLine(RecordReader.read(PlacedLine.class, data));
      case "missed" -> RecordReader.read(Missed.class, data);
      default -> new Other();
    };
  }
}
