package dev.troupe.http.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody may do; each role covers those before it. */
public enum Role {
  /** Look at everything but the values of environment variables. */
  VIEW,
  /** Also start, stop, restart, reload, scale what is there. */
  OPERATE,
  /** Also what amounts to running any program: declare, delete, send, end the daemon, make keys. */
  ADMIN;

  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** As people write it: {@code view}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that {@link #word}; nothing if there is none. */
  public static Optional<Role> of(String word) {
    return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
