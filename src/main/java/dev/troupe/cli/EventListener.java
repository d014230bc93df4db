package dev.troupe.cli;

/** Hears server-sent events. */
interface EventListener {

  /**
   * One event has come.
   *
   * @return whether more are wanted
   */
  boolean on(String event, String data);
}
