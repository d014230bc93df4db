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
 * @param fromFile whether they come from a process file: then known names are restarted, not
 *     refused
 * @param envName the {@code X} of {@code --env X}: each app's {@code env_X} is laid over its {@code
 *     env}; null for none
 */
public record StartRequest(
    List<Map<String, Object>> apps,
    String cwd,
    Map<String, String> env,
    boolean force,
    boolean fromFile,
    @Nullable String envName) {}
