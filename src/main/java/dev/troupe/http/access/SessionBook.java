package dev.troupe.http.access;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sessions by their secret, at most so many. Thread-safe. */
final class SessionBook {
  private final int most;
  private final Map<String, Session> sessions = new HashMap<>();

  /**
   * @param most the one that ends first makes room for another
   */
  SessionBook(int most) {
    this.most = most;
  }

  /** Takes a session in, and strikes those that are over. */
  synchronized void add(Session session, Instant now) {
    sessions.values().removeIf(old -> !now.isBefore(old.until()));
    sessions.put(session.secret(), session);
    if (sessions.size() > most) {
      sessions.values().stream()
          .min(Comparator.comparing(Session::until))
          .ifPresent(first -> sessions.remove(first.secret()));
    }
  }

  synchronized Optional<Session> find(String secret) {
    return Optional.ofNullable(sessions.get(secret));
  }

  /** Puts a later end in place of the one that is there; nothing if that is gone meanwhile. */
  synchronized void renew(Session session) {
    sessions.replace(session.secret(), session);
  }

  /** Strikes a session; it is given to one caller only. */
  synchronized Optional<Session> remove(String secret) {
    return Optional.ofNullable(sessions.remove(secret));
  }
}
