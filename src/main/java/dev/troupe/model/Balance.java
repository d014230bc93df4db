package dev.troupe.model;

/** Who hands new connections to the workers of a Node cluster. */
public enum Balance {
  /** The kernel: each slot has a listening socket of its own (SO_REUSEPORT). */
  KERNEL,
  /** The daemon: it accepts and hands connections over one by one, in exact turns. */
  ROUND_ROBIN
}
