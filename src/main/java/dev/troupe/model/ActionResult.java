package dev.troupe.model;

import org.jspecify.annotations.Nullable;

/**
 * What came of an action that was triggered in one instance.
 *
 * @param instance its id
 * @param app name of its app
 * @param value what the action has returned, any JSON value; null if nothing, or if it failed
 * @param problem why there is no answer, in one line; null if there is one
 */
public record ActionResult(
    int instance, String app, String namespace, @Nullable Object value, @Nullable String problem) {}
