package dev.troupe.os;

/** An open socket of the daemon's that can be sent to a child over its {@link Channel}. */
public interface Handle extends AutoCloseable {

  /** Closes the daemon's copy; a child that was given it keeps its own. */
  @Override
  void close();
}
