package dev.troupe.os;

import dev.troupe.model.ProbeRules;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Asks running programs whether they are well. May be used from any thread, never blocks. */
public interface Prober {

  /**
   * Asks once. Never fails, and is over by the rules' timeout.
   *
   * @param port what to use where the rules say 0
   * @param cwd working directory of an exec probe
   * @param env environment of an exec probe
   */
  CompletionStage<Answer> ask(ProbeRules rules, int port, String cwd, Map<String, String> env);

  /** What came back. */
  sealed interface Answer {
    /** How long it took. */
    Duration took();

    /** It is well. */
    record Healthy(Duration took) implements Answer {}

    /**
     * It is not well, or did not answer.
     *
     * @param reason in one clause: {@code GET http://127.0.0.1:3000/health answered 503}
     */
    record Unhealthy(Duration took, String reason) implements Answer {}
  }
}
