package dev.troupe.supervision;

/** One listening socket among those at a place. */
sealed interface Seat {

  /** Of one slot of one app; all generations of the slot accept from it. */
  record Slot(long app, int slot) implements Seat {}

  /** The only one at the place; all accept from it. */
  record Shared() implements Seat {}

  /** The daemon accepts from it and hands the connections to those who have it. */
  record Dealt() implements Seat {}
}
