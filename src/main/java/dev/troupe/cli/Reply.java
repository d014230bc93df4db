package dev.troupe.cli;

import dev.troupe.api.Problem;
import java.io.IOException;
import java.util.List;

/**
 * The daemon's answer.
 *
 * @param status the HTTP status
 * @param body its text
 */
record Reply(int status, String body) {

  boolean isOk() {
    return status >= 200 && status < 300;
  }

  /** Reads the body of a reply that is fine. */
  <T> T as(Class<T> type) throws CommandFailure {
    if (!isOk()) {
      throw new CommandFailure(complaint());
    }
    try {
      return RecordReader.read(type, body);
    } catch (IOException e) {
      throw new CommandFailure(
          "the daemon's answer is not understood (another version of Troupe?): " + e.getMessage());
    }
  }

  /** What the daemon says is wrong: its one line, and one more for each wrong field. */
  String complaint() {
    var problem = problem();
    var text = new StringBuilder(problem.detail());
    for (var error : problem.errors()) {
      text.append("\n  ").append(error);
    }
    return text.toString();
  }

  private Problem problem() {
    try {
      return RecordReader.read(Problem.class, body);
    } catch (IOException _) {
      var detail = "the daemon answered with status " + status + ": " + body.strip();
      return new Problem("about:blank", "", status, detail, List.of());
    }
  }
}
