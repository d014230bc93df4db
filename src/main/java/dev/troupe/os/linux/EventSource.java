package dev.troupe.os.linux;

/** Something the event loop watches. Called on the loop's thread alone. */
interface EventSource {

  /** A watched descriptor has something. True if there is certainly more than was taken. */
  boolean ready();

  /** The engine ends: let go of all descriptors. */
  void abandon();
}
