package dev.troupe.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One app as declared, by field; what does not fit goes into the findings. */
public final class Declaration {
  private static final String ENV_PREFIX = "env_";

  private final String path;
  private final Map<String, Object> raw;
  private final Map<Field<?>, String> keys = new LinkedHashMap<>();
  private final Findings findings;

  /**
   * Takes a declaration as it was written.
   *
   * @param path what error lines call it, such as {@code apps[0]}
   */
  Declaration(String path, Map<String, Object> raw, Findings findings) {
    this.path = path;
    this.raw = raw;
    this.findings = findings;
    raw.forEach(this::sort);
    keys.forEach(this::warnIfIgnored);
    keys.keySet().forEach(this::get);
  }

  /**
   * A declaration with other values for some fields. The value {@code null}, also as text, takes
   * the field away (PM2's {@code --node-args null}); any other replaces what the field held, under
   * whichever of its names.
   */
  public static Map<String, Object> overlaid(
      Map<String, Object> declaration, Map<String, @Nullable Object> overrides) {
    var result = new LinkedHashMap<>(declaration);
    overrides.forEach(
        (key, value) -> {
          var meant = canonical(key);
          result.keySet().removeIf(other -> canonical(other).equals(meant));
          if (value != null && !value.equals("null")) {
            result.put(meant, value);
          }
        });
    return result;
  }

  /** The name that an app so declared has: its own, else its script's; empty if it has neither. */
  public static String nameOf(Map<String, Object> declaration) {
    var app = new Declaration("", declaration, new Findings());
    return app.get(AppFields.NAME)
        .or(() -> app.get(AppFields.SCRIPT).map(Declaration::nameOfScript))
        .orElse("");
  }

  /** The file name less its last extension; of a shell line likewise, as PM2 has it. */
  static String nameOfScript(String script) {
    var file = Interpreters.baseName(script);
    int dot = file.lastIndexOf('.');
    var name = dot > 0 ? file.substring(0, dot) : file;
    return name.isBlank() ? script : name;
  }

  private static String canonical(String key) {
    return AppFields.named(key).<String>map(Field::name).orElse(key);
  }

  /** The value of a field; empty if it is not given or does not fit. */
  <T> Optional<T> get(Field<T> field) {
    return given(field).flatMap(value -> fitting(path(field), field.type(), value));
  }

  /** The same, but a variable of the environment stands in for what is not given. */
  <T> Optional<T> get(Field<T> field, String variable, Map<String, String> env) {
    return has(field)
        ? get(field)
        : Optional.ofNullable(env.get(variable))
            .flatMap(value -> fitting("variable " + variable, field.type(), value));
  }

  boolean has(Field<?> field) {
    return given(field).isPresent();
  }

  /** The variables of {@code env_NAME}; empty if it is not declared or does not fit. */
  Optional<Map<String, String>> environment(String name) {
    var key = ENV_PREFIX + name;
    return Optional.ofNullable(raw.get(key))
        .flatMap(value -> fitting(path + "." + key, FieldType.ENVIRONMENT, value));
  }

  boolean declaresEnvironment(String name) {
    return raw.get(ENV_PREFIX + name) != null;
  }

  /** Notes that a field's value cannot be used. */
  void refuse(Field<?> field, String problem, String remedy) {
    findings.error(path(field), problem, remedy);
  }

  void warn(String line) {
    findings.warning(path + ": " + line);
  }

  private Optional<Object> given(Field<?> field) {
    return Optional.ofNullable(keys.get(field)).map(raw::get);
  }

  /** A field goes by the name it was given under, so that the user finds it. */
  private String path(Field<?> field) {
    return path + "." + keys.getOrDefault(field, field.name());
  }

  private <T> Optional<T> fitting(String where, FieldType<T> type, Object value) {
    var fit = type.reading().apply(value);
    if (fit.isEmpty()) {
      findings.error(where, Values.shown(value) + " is not " + type.expected(), type.remedy());
    }
    return fit;
  }

  private void sort(String key, @Nullable Object value) {
    var field = AppFields.named(key);
    if (field.isPresent()) {
      keep(field.get(), key, value);
    } else if (key.startsWith(ENV_PREFIX)) {
      environment(key.substring(ENV_PREFIX.length()));
    } else {
      findings.warning(
          path
              + "."
              + key
              + ": unknown and ignored"
              + AppFields.nearest(key).map(Declaration::hint).orElse(""));
    }
  }

  private static String hint(String nearest) {
    return "; did you mean " + nearest + "?";
  }

  private void keep(Field<?> field, String key, @Nullable Object value) {
    if (value == null) {
      return;
    }
    var other = keys.get(field);
    boolean first = other == null || key.equals(field.name());
    if (other != null) {
      findings.warning(
          path
              + "."
              + (first ? other : key)
              + ": means the same as "
              + (first ? key : other)
              + " and is ignored");
    }
    if (first) {
      keys.put(field, key);
    }
  }

  private void warnIfIgnored(Field<?> field, String key) {
    if (!field.supported() && !isOff(raw.get(key))) {
      findings.warning(key + " is not supported yet and is ignored");
    }
  }

  /** Nothing is asked for that could be missed. */
  private static boolean isOff(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case Boolean flag -> !flag;
      case String text -> text.isEmpty() || text.equals("false");
      case Number number -> number.doubleValue() == 0;
      case List<?> list -> list.isEmpty();
      case Map<?, ?> map -> map.isEmpty();
      default -> false;
    };
  }
}
