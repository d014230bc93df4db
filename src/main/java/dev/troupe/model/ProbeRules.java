package dev.troupe.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question to a running instance that shows whether it is well (Kubernetes' probes).
 *
 * @param kind which question
 * @param host of an HTTP or TCP probe
 * @param port of an HTTP or TCP probe; 0 is the instance's own {@code PORT} variable
 * @param path of an HTTP probe, with its query
 * @param lowestStatus lowest HTTP status that is an answer of health
 * @param highestStatus highest such status
 * @param command of an exec probe, executable first; healthy is exit code 0
 * @param initialDelay pause before the first question
 * @param interval pause between two questions
 * @param timeout a later answer counts as none
 * @param successes answers of health in a row that make it healthy, at least 1
 * @param failures other answers in a row that make it unhealthy, at least 1
 */
public record ProbeRules(
    Kind kind,
    String host,
    int port,
    @Nullable String path,
    int lowestStatus,
    int highestStatus,
    List<String> command,
    Duration initialDelay,
    Duration interval,
    Duration timeout,
    int successes,
    int failures) {

  /** What is asked. */
  public enum Kind {
    /** Does it answer a GET request with an expected status? */
    HTTP,
    /** Does it accept a connection? */
    TCP,
    /** Does a command succeed? */
    EXEC
  }

  public ProbeRules {
    command = List.copyOf(command);
  }
}
