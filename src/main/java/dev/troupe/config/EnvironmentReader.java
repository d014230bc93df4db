package dev.troupe.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays the environments of an app over each other: inherited, port, env, env_NAME. */
final class EnvironmentReader {
  private final Declaration app;
  private final Context context;

  EnvironmentReader(Declaration app, Context context) {
    this.app = app;
    this.context = context;
  }

  Map<String, String> read() {
    var variables = inherited();
    app.get(AppFields.PORT).ifPresent(port -> variables.put("PORT", port.toString()));
    app.get(AppFields.ENV).ifPresent(variables::putAll);
    if (context.envName() != null) {
      variables.putAll(named(context.envName()));
    }
    return variables;
  }

  private Map<String, String> inherited() {
    var variables = new LinkedHashMap<>(context.env());
    for (var prefix : app.get(AppFields.FILTER_ENV).orElse(List.of())) {
      variables.keySet().removeIf(name -> name.startsWith(prefix));
    }
    return variables;
  }

  private Map<String, String> named(String name) {
    if (!app.declaresEnvironment(name)) {
      app.warn("env_" + name + " is not declared; env alone is used");
    }
    return app.environment(name).orElse(Map.of());
  }
}
