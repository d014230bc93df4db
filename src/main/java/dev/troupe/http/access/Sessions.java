package dev.troupe.http.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Browsers that were let in, and links that let one in once. Kept in memory only: with the daemon
 * they end. Thread-safe; nothing blocks.
 */
public final class Sessions {
  /** A session that is not used for so long is over. */
  static final Duration IDLE = Duration.ofHours(12);

  /** A link is meant for a browser that opens at once. */
  static final Duration LINK = Duration.ofMinutes(1);

  /** A session is not renewed at every request. */
  private static final Duration RENEWED_AFTER = Duration.ofMinutes(1);

  private static final int MOST = 256;

  private final Keys keys;
  private final InstantSource clock;
  private final SessionBook sessions = new SessionBook(MOST);
  private final SessionBook links = new SessionBook(MOST);

  public Sessions(Keys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Lets a browser in that has shown a key.
   *
   * @return the session's secret; nothing if there is no such key
   */
  public Optional<String> begin(String key) {
    return keys.find(key).map(found -> begin(found, found.role()));
  }

  /** The code of a link that {@link #redeem} takes once, within a minute. */
  public String link(Role role) {
    var code = Secret.create();
    links.add(new Session(code, keys.master(), role, in(LINK)), clock.instant());
    return code;
  }

  /** Lets a browser in that has followed a link; the link is used up. */
  public Optional<String> redeem(String code) {
    return links.remove(code).filter(this::isOpen).map(link -> begin(link.key(), link.role()));
  }

  /** The session of that secret, if it is not over; it lasts {@link #IDLE} from now. */
  Optional<Session> find(String secret) {
    var session = sessions.find(secret).filter(this::isOpen);
    session.filter(this::isAging).ifPresent(this::renew);
    return session;
  }

  public void end(String secret) {
    var _ = sessions.remove(secret);
  }

  private String begin(Key key, Role role) {
    var secret = Secret.create();
    sessions.add(new Session(secret, key, role, in(IDLE)), clock.instant());
    return secret;
  }

  private boolean isOpen(Session session) {
    return clock.instant().isBefore(session.until()) && keys.has(session.key());
  }

  private boolean isAging(Session session) {
    return session.until().isBefore(in(IDLE.minus(RENEWED_AFTER)));
  }

  private void renew(Session session) {
    sessions.renew(new Session(session.secret(), session.key(), session.role(), in(IDLE)));
  }

  private Instant in(Duration time) {
    return clock.instant().plus(time);
  }
}
