package dev.troupe.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the values of each type of field look in JSON. */
final class Shapes {
  private static final String WORD = "string";
  private static final Map<FieldType<?>, Map<String, ?>> ALL = new HashMap<>();

  static {
    var text = any(WORD, "number");
    var texts = either(text, list(text));
    var number = Map.of("type", "integer", "minimum", 0);
    var numberText = any("integer", WORD);
    var duration =
        either(
            Map.of("type", "number", "minimum", 0),
            pattern("^\\s*\\d+(\\.\\d+)?\\s*(ms|s|m|h|d)?\\s*$"));
    put(FieldType.TEXT, text);
    put(FieldType.FLAG, either(any("boolean"), words("true", "false")));
    put(FieldType.COUNT, either(number, pattern("^\\d+$")));
    put(
        FieldType.PORT,
        either(Map.of("type", "integer", "minimum", 0, "maximum", 65535), pattern("^\\d+$")));
    put(FieldType.INSTANCES, either(any("integer"), pattern("^(max|-?\\d+)$")));
    put(FieldType.DURATION, duration);
    put(FieldType.INTERVAL, duration);
    put(FieldType.WORDS, either(text, list(any(WORD, "number", "boolean"))));
    put(FieldType.TEXTS, texts);
    put(FieldType.PATHS, texts);
    put(FieldType.PREFIXES, either(any("boolean"), texts));
    put(FieldType.EXIT_CODES, either(numberText, list(numberText)));
    put(FieldType.SIGNAL, any(WORD));
    put(FieldType.ENVIRONMENT, any("object"));
    put(FieldType.MODE, words("fork", "cluster", "fork_mode", "cluster_mode"));
    put(FieldType.NUMBER, either(Map.of("type", "integer", "minimum", 1), pattern("^\\d+$")));
    put(
        FieldType.OPEN_PORT,
        either(Map.of("type", "integer", "minimum", 1, "maximum", 65535), pattern("^\\d+$")));
    put(FieldType.ADDRESS, any(WORD));
    put(FieldType.PATTERN, any(WORD));
    put(FieldType.COMMAND, either(any(WORD), list(any(WORD, "number"))));
    put(FieldType.ON_TIMEOUT, words("accept", "rollback"));
    put(FieldType.BALANCE, words("kernel", "round-robin", "round_robin"));
    put(FieldType.PARTS, Map.of());
    put(FieldType.ANY, Map.of());
    put(LogFieldTypes.LOG_TYPE, words("json", "raw", ""));
    put(CombinedLog.TYPE, either(text, any("boolean")));
    put(LogFieldTypes.OVERFLOW, words("block", "drop"));
    put(LogFieldTypes.MODE, either(number, pattern("^0?[0-7]{3}$")));
    put(LogFieldTypes.ROTATION, any("boolean", "object", WORD));
    put(WatchReader.Watched.TYPE, either(any("boolean"), texts));
    put(ScheduleFieldTypes.CRON, either(text, any("boolean")));
    put(ScheduleFieldTypes.ZONE, any(WORD));
    put(ScheduleFieldTypes.CONCURRENCY, words("forbid", "replace"));
    put(
        LimitFieldTypes.SIZE,
        either(number, pattern("^\\s*\\d+(\\.\\d+)?\\s*[KMGTkmgt]?[Bb]?\\s*$")));
    put(
        LimitFieldTypes.NICE,
        either(Map.of("type", "integer", "minimum", -20, "maximum", 19), any(WORD)));
    put(
        LimitFieldTypes.OOM_SCORE,
        either(Map.of("type", "integer", "minimum", -1000, "maximum", 1000), any(WORD)));
    put(LimitFieldTypes.CPUS, text);
  }

  private Shapes() {}

  /** Fails for a type that is not among them: whoever adds one says how it looks. */
  static Map<String, ?> of(FieldType<?> type) {
    var shape = ALL.get(type);
    if (shape == null) {
      throw new IllegalStateException("no shape of type " + type.name() + ": add it to Shapes");
    }
    return shape;
  }

  private static void put(FieldType<?> type, Map<String, ?> shape) {
    ALL.put(type, shape);
  }

  private static Map<String, Object> any(String... types) {
    return Map.of("type", types.length == 1 ? types[0] : List.of(types));
  }

  private static Map<String, Object> words(String... words) {
    return Map.of("enum", List.of(words));
  }

  private static Map<String, Object> pattern(String pattern) {
    return Map.of("type", WORD, "pattern", pattern);
  }

  private static Map<String, Object> list(Map<String, ?> items) {
    return Map.of("type", "array", "items", items);
  }

  private static Map<String, Object> either(Map<String, ?> one, Map<String, ?> other) {
    return Map.of("anyOf", List.of(one, other));
  }
}
