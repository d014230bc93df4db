package dev.troupe.api;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/apps/{target}/trigger}.
 *
 * @param action one that the app offers
 * @param params any JSON value; null for an action that takes none
 */
public record TriggerRequest(String action, @Nullable Object params) {}
