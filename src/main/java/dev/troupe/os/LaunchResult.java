package dev.troupe.os;

/** What came of a launch. */
public sealed interface LaunchResult {

  /** The child runs. */
  record Launched(Child child) implements LaunchResult {}

  /**
   * Nothing was started.
   *
   * @param message what failed, on which path, and the remedy: {@code cannot start /x/y: no such
   *     file}
   */
  record Failed(String message) implements LaunchResult {}
}
