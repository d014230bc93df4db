package dev.troupe.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables that an app declares itself, apart from those of whoever starts it.
 *
 * @param variables by name
 * @param filter beginnings of names that the app does not take from whoever starts it
 */
public record DeclaredEnv(Map<String, Variable> variables, List<String> filter) {
  /** Origin of a variable that the field {@code port} sets. */
  public static final String PORT = "port";

  public static final DeclaredEnv NONE = new DeclaredEnv(Map.of(), List.of());

  /**
   * One variable.
   *
   * @param origin where it was declared: {@code env}, {@code env_production}, the name of a file
   */
  public record Variable(String value, String origin) {}

  public DeclaredEnv {
    variables = Map.copyOf(variables);
    filter = List.copyOf(filter);
  }

  /** What a start makes of the caller's environment: what is declared lies over it. */
  public Map<String, String> over(Map<String, String> caller) {
    var env = taken(caller);
    env.putAll(values());
    return env;
  }

  /** What {@code --update-env} makes of it: the caller, who asks for it, has the last word. */
  public Map<String, String> under(Map<String, String> caller) {
    var env = values();
    env.putAll(taken(caller));
    return env;
  }

  /** Where a variable of this value comes from; {@code shell} if it is not the declared one. */
  public String origin(String name, String value) {
    var declared = variables.get(name);
    return declared != null && declared.value().equals(value) ? declared.origin() : "shell";
  }

  /** Whether the app takes nothing from whoever starts it. */
  public boolean takesNothing() {
    return filter.contains("");
  }

  /** What the field {@code port} set, which is the variable {@code PORT}; null if none did. */
  public @Nullable String port() {
    var port = variables.get("PORT");
    return port != null && port.origin().equals(PORT) ? port.value() : null;
  }

  /** The same and one more. */
  public DeclaredEnv with(String name, Variable variable) {
    var more = new HashMap<>(variables);
    more.put(name, variable);
    return new DeclaredEnv(more, filter);
  }

  DeclaredEnv hidingValues(String shown) {
    var hidden = new HashMap<>(variables);
    hidden.replaceAll((_, variable) -> new Variable(shown, variable.origin()));
    return new DeclaredEnv(hidden, filter);
  }

  private Map<String, String> taken(Map<String, String> caller) {
    var env = new HashMap<>(caller);
    for (var beginning : filter) {
      env.keySet().removeIf(name -> name.startsWith(beginning));
    }
    return env;
  }

  private Map<String, String> values() {
    var values = new HashMap<String, String>();
    variables.forEach((name, variable) -> values.put(name, variable.value()));
    return values;
  }
}
