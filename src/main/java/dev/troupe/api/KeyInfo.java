package dev.troupe.api;

import java.time.Instant;

/** A named key; its secret is known to its owner alone. */
public record KeyInfo(String name, String role, Instant createdAt) {}
