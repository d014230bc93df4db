package dev.troupe.testkit;

import java.util.Map;

/**
 * A command of an app that was run because something happened. In a test it ends at once, with exit
 * code 0.
 *
 * @param app the name of the app
 * @param event what has happened: {@code crash}, {@code ready}, {@code give-up} or {@code stop}
 * @param line the command as the app declares it
 * @param environment all its variables
 */
public record CalledHook(String app, String event, String line, Map<String, String> environment) {
  /** Copies the variables. */
  public CalledHook {
    environment = Map.copyOf(environment);
  }
}
