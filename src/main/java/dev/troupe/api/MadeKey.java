package dev.troupe.api;

/**
 * A key that was just made.
 *
 * @param secret what {@code Authorization: Bearer} must say; shown this once
 */
public record MadeKey(String name, String role, String secret) {}
