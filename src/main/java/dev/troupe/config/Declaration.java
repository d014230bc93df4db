package dev.troupe.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One app as declared, by field; what does not fit goes into the findings. */
public final class Declaration {
  private static final String ENV_PREFIX = "env_";

  private final String path;
  private final Map<String, Object> raw;
  private final Section fields;
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
    var named = new LinkedHashMap<>(raw);
    named.keySet().removeIf(Declaration::isEnvironment);
    fields = new Section(path, named, AppFields.TABLE, findings);
    raw.keySet().stream()
        .filter(Declaration::isEnvironment)
        .forEach(key -> environment(key.substring(ENV_PREFIX.length())));
  }

  private static boolean isEnvironment(String key) {
    return key.startsWith(ENV_PREFIX) && AppFields.TABLE.named(key).isEmpty();
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
    return AppFields.TABLE.named(key).<String>map(Field::name).orElse(key);
  }

  /** The value of a field; empty if it is not given or does not fit. */
  <T> Optional<T> get(Field<T> field) {
    return fields.get(field);
  }

  /** The same, but a variable of the environment stands in for what is not given. */
  <T> Optional<T> get(Field<T> field, String variable, Map<String, String> env) {
    return fields.get(field, variable, env);
  }

  boolean has(Field<?> field) {
    return fields.has(field);
  }

  /** What stands in a field that has parts; empty if it is not given. */
  Optional<Part> part(Field<?> field) {
    return fields.part(field);
  }

  /** The variables of {@code env_NAME}; empty if it is not declared or does not fit. */
  Optional<Map<String, String>> environment(String name) {
    var key = ENV_PREFIX + name;
    return Optional.ofNullable(raw.get(key))
        .flatMap(
            value -> new Part(Parsed.member(path, key), value, findings).as(FieldType.ENVIRONMENT));
  }

  boolean declaresEnvironment(String name) {
    return raw.get(ENV_PREFIX + name) != null;
  }

  /** Notes that a field's value cannot be used. */
  void refuse(Field<?> field, String problem, String remedy) {
    fields.refuse(field, problem, remedy);
  }

  /** Notes that the file which a field names cannot be used. */
  void refuse(Field<?> field, MalformedFile file) {
    fields.refuse(field, file.problem(), file.remedy());
  }

  void warn(String line) {
    fields.warn(line);
  }
}
