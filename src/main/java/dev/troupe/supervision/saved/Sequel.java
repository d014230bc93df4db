package dev.troupe.supervision.saved;

/** What follows once nothing of an instance's process tree is left. */
public sealed interface Sequel {

  /** It starts, as it would have without a tree: somebody had stopped it. */
  record Start() implements Sequel {}

  /** It starts again, which counts as a restart. */
  record Restart() implements Sequel {}

  /** It rests. */
  record Rest() implements Sequel {}

  /** It leaves for good. */
  record Leave() implements Sequel {}

  /** It rests and tells why: its only attempt has failed. */
  record Fail(String reason) implements Sequel {}

  /**
   * The restart rules decide.
   *
   * @param reason why its child had to be ended
   * @param wasReady whether that was after it had been ready
   */
  record Crash(String reason, boolean wasReady) implements Sequel {}
}
