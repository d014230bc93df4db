package dev.troupe.api;

import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/v1/session/link}: makes a link that lets one browser in.
 *
 * @param role what that browser may do; null is {@code admin}
 */
public record LinkRequest(@Nullable String role) {}
