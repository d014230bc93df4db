package dev.troupe.os;

/** What became of the search for what a plan executes. */
public sealed interface Resolution {

  /** There is something to execute. */
  record Found(ExactCommand command) implements Resolution {}

  /**
   * Nothing can be executed.
   *
   * @param message as in {@link LaunchResult.Failed}
   */
  record Impossible(String message) implements Resolution {}
}
