package dev.troupe.api;

/**
 * {@code POST /api/v1/apps/{target}/scale}.
 *
 * @param instances {@code 4} sets, {@code +2} adds, {@code -1} takes away
 */
public record ScaleRequest(String instances) {}
