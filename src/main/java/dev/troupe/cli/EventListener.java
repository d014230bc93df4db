package dev.troupe.cli;

import java.io.IOException;

/** Hears server-sent events. */
interface EventListener {

  /** The stream has begun: nothing that happens from now on is missed. */
  default void opened() {}

  /**
   * One event has come.
   *
   * @return whether more are wanted
   * @throws IOException if it is no such event; ends the stream
   */
  boolean on(String event, String data) throws IOException;
}
