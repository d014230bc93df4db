package dev.troupe.model;

/** Which of a child's two streams. */
public enum OutputName {
  OUT,
  ERR
}
