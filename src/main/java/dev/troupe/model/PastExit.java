package dev.troupe.model;

import java.time.Duration;
import java.time.Instant;

/**
 * The end of a child.
 *
 * @param at when it ended
 * @param uptime how long it had run
 */
public record PastExit(Instant at, Duration uptime, ExitStatus status) {}
