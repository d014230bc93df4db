package dev.troupe.api;

/**
 * {@code GET /api/v1/session}: who asks.
 *
 * @param name of the key; {@code token} is the token file's, {@code socket} who came by the socket
 *     file
 * @param role {@code view}, {@code operate} or {@code admin}
 */
public record SessionInfo(String name, String role) {}
