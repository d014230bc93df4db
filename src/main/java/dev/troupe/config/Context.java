package dev.troupe.config;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a declaration is read against.
 *
 * @param cwd absolute folder that relative paths start from
 * @param env environment that each app's own is laid over; its {@code PATH} finds interpreters
 * @param cpus what {@code instances: max} means, at least 1
 * @param home absolute folder of the daemon: {@code logs} and {@code pids} are in it
 * @param envName the {@code X} of {@code --env X}, which adds {@code env_X}; null for none
 */
public record Context(
    Path cwd, Map<String, String> env, int cpus, Path home, @Nullable String envName) {
  public Context {
    env = Map.copyOf(env);
  }
}
