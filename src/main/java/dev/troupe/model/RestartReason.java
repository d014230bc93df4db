package dev.troupe.model;

/**
 * Why an instance was started anew, other than by a command or after its end.
 *
 * @param cause what it was
 * @param detail in one sentence, such as {@code used 312.4mb, more than 300mb}
 */
public record RestartReason(Cause cause, String detail) {
  /** What starts an instance anew. */
  public enum Cause {
    /** It used too much memory. */
    MEMORY,
    /** Its time had come. */
    SCHEDULE,
    /** A watched file has changed. */
    FILES
  }
}
