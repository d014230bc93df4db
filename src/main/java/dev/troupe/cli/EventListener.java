package dev.troupe.cli;

import java.io.IOException;

/** Hears server-sent events. */
interface EventListener {

  /**
   * One event has come.
   *
   * @return whether more are wanted
   * @throws IOException if it is no such event; ends the stream
   */
  boolean on(String event, String data) throws IOException;
}
