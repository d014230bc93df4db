package dev.troupe.node;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a Node child tells of itself, most of it by PM2's monitoring messages, as {@code @pm2/io}
 * sends them.
 */
public sealed interface Telemetry {

  /**
   * On which Node it runs; the preloaded script tells it, once.
   *
   * @param version such as {@code 20.20.2}
   */
  record OnNode(String version) implements Telemetry {}

  /** Its present measurements by name ({@code axm:monitor}). */
  record Metrics(Map<String, Object> values) implements Telemetry {}

  /**
   * Something that others may trigger ({@code axm:action}).
   *
   * @param fields at least its {@code action_name}
   */
  record ActionOffered(String name, Map<String, Object> fields) implements Telemetry {}

  /**
   * What a triggered action has returned ({@code axm:reply}).
   *
   * @param value any JSON value
   */
  record ActionDone(String name, @Nullable Object value) implements Telemetry {}

  /** How its library is set up ({@code axm:option:configuration}). */
  record Options(Map<String, Object> values) implements Telemetry {}

  /**
   * An exception that nobody caught, or one that the app reports ({@code process:exception}).
   *
   * @param stack null if there is none
   */
  record Failure(String message, @Nullable String stack) implements Telemetry {}

  /** Something that the app wants to be noted ({@code human:event}). */
  record Note(String name, Map<String, Object> data) implements Telemetry {}
}
