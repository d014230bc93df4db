package dev.troupe.os;

/** What came of taking over a {@link FormerChild}. */
public sealed interface Takeover {

  /**
   * It runs and is this daemon's child now. Its exit code is known if the kernel tells it (Linux
   * 6.15 or newer), else it is {@link dev.troupe.model.ExitStatus.Unknown}.
   */
  record Taken(Child child) implements Takeover {}

  /**
   * It runs and is watched, but its {@link Channel} could not be taken back.
   *
   * @param reason in one line
   */
  record Deaf(Child child, String reason) implements Takeover {}

  /**
   * It runs and cannot be watched.
   *
   * @param reason in one line
   */
  record Refused(ProcessId process, String reason) implements Takeover {}

  /** It has ended. */
  record Gone() implements Takeover {}
}
