package dev.troupe.api;

/**
 * Body and answer of {@code /api/v1/daemon/loglevel}.
 *
 * @param level what the daemon's own log takes: {@code error}, {@code warn}, {@code info} or {@code
 *     debug}, each with those before it
 */
public record LogLevel(String level) {}
