package dev.troupe.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/v1/apps/{target}/reload}.
 *
 * @param env the caller's whole environment, in place of that of the last caller; empty leaves it
 *     as it is
 * @param parallel slots that are replaced at a time, at least 1; null as the app says itself
 * @param changes new values of fields of a process file; the text {@code null} takes a field away
 * @param cwd absolute folder that a new {@code cwd} starts from; null is the app's own
 */
public record ReloadRequest(
    Map<String, String> env,
    @Nullable Integer parallel,
    Map<String, Object> changes,
    @Nullable String cwd) {}
