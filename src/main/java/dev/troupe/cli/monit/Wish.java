package dev.troupe.cli.monit;

/** What a key asks of the program. */
public sealed interface Wish {
  /** Nothing but another look. */
  record None() implements Wish {}

  record Quit() implements Wish {}

  /** Something for the daemon. */
  sealed interface Action extends Wish {
    String target();
  }

  /**
   * A request without more words.
   *
   * @param word {@code restart}, {@code reload}, {@code stop} or {@code reset}
   * @param target id of an instance
   */
  record Act(String word, String target) implements Action {}

  /**
   * Another number of instances.
   *
   * @param instances {@code 4}, {@code +1} or {@code -1}
   */
  record Scale(String target, String instances) implements Action {}
}
