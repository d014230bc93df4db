package dev.troupe.model;

import java.util.List;
import java.util.Map;

/**
 * What a child shows of its inside by a monitoring library, such as PM2's {@code @pm2/io}. All of
 * it is the child's own words: any JSON values.
 *
 * @param metrics what it measures, by name; a metric is an object with {@code value}, {@code unit}
 *     and {@code type}, or a bare value
 * @param actions what others may trigger: objects with an {@code action_name}
 * @param options how the library is set up
 */
public record Instruments(
    Map<String, Object> metrics, List<Map<String, Object>> actions, Map<String, Object> options) {

  /** Of a child that shows nothing. */
  public static final Instruments NONE = new Instruments(Map.of(), List.of(), Map.of());

  /** The field of an action that tells which one it is. */
  public static final String ACTION_NAME = "action_name";

  /** The names of its actions. */
  public List<String> actionNames() {
    return actions.stream().map(action -> String.valueOf(action.get(ACTION_NAME))).toList();
  }
}
