package dev.troupe.http.access;

import java.time.Instant;

/**
 * A browser that was let in.
 *
 * @param secret kept in its cookie
 * @param key what it was let in by; it ends with it
 * @param role what it may do: that of the key, or less
 * @param until when it ends unless it is used before
 */
record Session(String secret, Key key, Role role, Instant until) {
  String name() {
    return key.name();
  }
}
