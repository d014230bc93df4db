package dev.troupe.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code deploy} section of a process file says of environments: with {@code --env X} an
 * app gets {@code deploy.X.env} too, below all that it declares itself.
 */
final class DeployEnvironments {
  private final Map<String, Map<?, ?>> byName = new LinkedHashMap<>();

  private DeployEnvironments() {}

  static DeployEnvironments in(@Nullable Object root) {
    var found = new DeployEnvironments();
    if (root instanceof Map<?, ?> file && file.get("deploy") instanceof Map<?, ?> deploy) {
      deploy.forEach(
          (name, target) -> {
            if (target instanceof Map<?, ?> map && map.get("env") instanceof Map<?, ?> env) {
              found.byName.put(String.valueOf(name), env);
            }
          });
    }
    return found;
  }

  /** The app with these environments laid below its own: what it declares itself stays. */
  Map<String, Object> below(Map<String, Object> app) {
    if (byName.isEmpty()) {
      return app;
    }
    var whole = new LinkedHashMap<>(app);
    byName.forEach((name, env) -> whole.put("env_" + name, laid(env, app, "env_" + name)));
    return whole;
  }

  /** What is no map stays as it is, for the reader to refuse. */
  private static Object laid(Map<?, ?> lowest, Map<String, Object> app, String key) {
    var own = app.getOrDefault(key, Map.of());
    if (!(own instanceof Map<?, ?> highest)) {
      return own;
    }
    var all = new LinkedHashMap<Object, Object>(lowest);
    if (app.get("env") instanceof Map<?, ?> env) {
      all.keySet().removeAll(env.keySet());
    }
    all.putAll(highest);
    return all;
  }
}
