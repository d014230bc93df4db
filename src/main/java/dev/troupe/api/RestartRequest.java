package dev.troupe.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/v1/apps/{target}/restart} and {@code /start}.
 *
 * @param env the caller's whole environment, in place of that of the last caller; empty leaves it
 *     as it is
 * @param changes new values of fields of a process file; the variables of {@code env} are laid over
 *     those the app has; the text {@code null} takes a field away
 * @param cwd absolute folder that a new {@code cwd} starts from; null is the app's own
 */
public record RestartRequest(
    Map<String, String> env, Map<String, Object> changes, @Nullable String cwd) {}
