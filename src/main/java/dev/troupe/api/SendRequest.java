package dev.troupe.api;

/**
 * {@code POST /api/v1/apps/{target}/send}: a line for the standard input.
 *
 * @param line without its end of line
 */
public record SendRequest(String line) {}
