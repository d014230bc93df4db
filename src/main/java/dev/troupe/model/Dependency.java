package dev.troupe.model;

/**
 * An app that is started after another one.
 *
 * @param app the other's name
 * @param condition what has to be true of it first
 */
public record Dependency(String app, Condition condition) {

  /** What is waited for. */
  public enum Condition {
    /** All its instances have been started. */
    STARTED,
    /** All its instances are ready. */
    READY,
    /** All its instances have ended with exit code 0. */
    COMPLETED
  }
}
