package dev.troupe.model;

/** What happens when an app writes faster than its files take it. */
public enum LogOverflow {
  /** The app waits in its write: nothing is lost. */
  BLOCK,
  /** The app goes on; what is too much is left out, and the log says how much that was. */
  DROP
}
