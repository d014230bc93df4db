package dev.troupe.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/v1/apps}: declares apps and starts them.
 *
 * @param apps declarations in the words of a process file ({@code script}, {@code instances}, ...)
 * @param cwd absolute folder that relative paths in them start from
 * @param env environment that each app's own {@code env} is laid over
 * @param force start a second app where one of the same name and script runs already
 * @param mode what becomes of apps that are known already
 * @param envName the {@code X} of {@code --env X}: each app's {@code env_X} is laid over its {@code
 *     env}; null for none
 * @param parallel slots that a reload replaces at a time, at least 1; null as the app says itself
 */
public record StartRequest(
    List<Map<String, Object>> apps,
    String cwd,
    Map<String, String> env,
    boolean force,
    Mode mode,
    @Nullable String envName,
    @Nullable Integer parallel) {

  /** What becomes of an app that is known already. */
  public enum Mode {
    /** It is refused while it runs. */
    START,
    /** It is restarted with what is declared now. */
    RESTART,
    /** It is reloaded with what is declared now. */
    RELOAD
  }
}
