package dev.troupe.http.access;

import java.time.Instant;

/**
 * A named key, as it is kept: its secret is known to its owner alone.
 *
 * @param digest of the secret, see {@link Secret#digest}
 */
public record Key(String name, Role role, String digest, Instant createdAt) {}
