package dev.troupe.cli;

/** Waits between two looks at something that tells nobody when it changes. */
final class Pause {
  private Pause() {}

  static void millis(int time) throws CommandFailure {
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted");
    }
  }
}
