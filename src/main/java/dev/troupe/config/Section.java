package dev.troupe.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One object of a declaration by its fields; what does not fit goes into the findings. */
final class Section {
  private final String path;
  private final Map<String, ? extends @Nullable Object> raw;
  private final FieldTable table;
  private final Findings findings;
  private final Map<Field<?>, String> keys = new LinkedHashMap<>();

  /**
   * Takes an object as it was written.
   *
   * @param path what error lines call it, such as {@code apps[0]}
   */
  Section(
      String path,
      Map<String, ? extends @Nullable Object> raw,
      FieldTable table,
      Findings findings) {
    this.path = path;
    this.raw = raw;
    this.table = table;
    this.findings = findings;
    raw.forEach(this::sort);
    keys.forEach(this::warnIfIgnored);
    keys.keySet().forEach(this::get);
  }

  /** The value of a field; empty if it is not given or does not fit. */
  <T> Optional<T> get(Field<T> field) {
    return part(field).flatMap(part -> part.as(field.type()));
  }

  /** The same, but a variable of the environment stands in for what is not given. */
  <T> Optional<T> get(Field<T> field, String variable, Map<String, String> env) {
    return has(field)
        ? get(field)
        : Optional.ofNullable(env.get(variable))
            .flatMap(value -> new Part("variable " + variable, value, findings).as(field.type()));
  }

  boolean has(Field<?> field) {
    return keys.containsKey(field);
  }

  /** What stands in a field; empty if it is not given. */
  Optional<Part> part(Field<?> field) {
    return has(field)
        ? Optional.of(new Part(path(field), raw.get(keys.get(field)), findings))
        : Optional.empty();
  }

  /** Notes that a field's value cannot be used. */
  void refuse(Field<?> field, String problem, String remedy) {
    findings.error(path(field), problem, remedy);
  }

  void warn(String line) {
    findings.warning(path + ": " + line);
  }

  /** A field goes by the name it was given under, so that the user finds it. */
  private String path(Field<?> field) {
    return Parsed.member(path, keys.getOrDefault(field, field.name()));
  }

  private void sort(String key, @Nullable Object value) {
    var field = table.named(key);
    if (field.isPresent()) {
      keep(field.get(), key, value);
    } else {
      findings.warning(
          Parsed.member(path, key)
              + ": unknown and ignored"
              + table.nearest(key).map(Section::hint).orElse(""));
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
          Parsed.member(path, first ? other : key)
              + ": means the same as "
              + (first ? key : other)
              + " and is ignored");
    }
    if (first) {
      keys.put(field, key);
    }
  }

  private void warnIfIgnored(Field<?> field, String key) {
    if (field.ignored() != null && !isOff(raw.get(key))) {
      findings.warning(key + " is ignored: " + field.ignored());
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
