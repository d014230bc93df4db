package dev.troupe.api;

/**
 * {@code POST /api/v1/keys}: makes a key.
 *
 * @param name 1 to 64 letters, digits, {@code .}, {@code _} or {@code -}
 * @param role {@code view}, {@code operate} or {@code admin}
 */
public record KeyRequest(String name, String role) {}
