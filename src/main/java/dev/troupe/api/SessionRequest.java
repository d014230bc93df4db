package dev.troupe.api;

/**
 * {@code POST /api/v1/session}: lets a browser in.
 *
 * @param key the secret of a key, or the token of the token file
 */
public record SessionRequest(String key) {}
