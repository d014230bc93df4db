package dev.troupe.http.access;

import java.util.Locale;
import java.util.Optional;

/**
 * The TCP door: a key as bearer token, or a browser's session, and in both cases the right {@link
 * Provenance}.
 */
public record KeyAccess(Provenance provenance, Keys keys, Sessions sessions) implements Access {
  private static final String SCHEME = "bearer ";

  @Override
  public Verdict judge(Credentials credentials, boolean isPublic) {
    var refusal = provenance.refusal(credentials.host(), credentials.origin());
    if (refusal.isPresent()) {
      return new Verdict.Forbidden(refusal.get());
    }
    if (isPublic) {
      return new Verdict.Admitted(Caller.anybody(credentials));
    }
    return credentials.authorization().isEmpty() ? bySession(credentials) : byKey(credentials);
  }

  private Verdict byKey(Credentials credentials) {
    var authorization = credentials.authorization();
    if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return new Verdict.Unauthorized(
          "a key is needed: Authorization: Bearer, with the contents of the daemon's token file or"
              + " a key made by `key add`");
    }
    return keys.find(authorization.substring(SCHEME.length()).strip())
        .<Verdict>map(
            key -> new Verdict.Admitted(new Caller(key.name(), key.role(), credentials.host(), "")))
        .orElseGet(
            () ->
                new Verdict.Unauthorized(
                    "the key is wrong or revoked: the daemon's token file has a right one"));
  }

  /**
   * Browsers say where a request comes from whenever it changes something (Fetch standard, 3.2):
   * one that does not say so is not from a page.
   */
  private Verdict bySession(Credentials credentials) {
    var session = secret(credentials).flatMap(sessions::find);
    if (session.isEmpty()) {
      return new Verdict.Unauthorized(
          "log in, or send a key: Authorization: Bearer, with the contents of the daemon's token"
              + " file");
    }
    if (!credentials.isSafe() && credentials.origin().isEmpty()) {
      return new Verdict.Forbidden("a session may change things only with Origin in the request");
    }
    var it = session.get();
    return new Verdict.Admitted(new Caller(it.name(), it.role(), credentials.host(), it.secret()));
  }

  private static Optional<String> secret(Credentials credentials) {
    return SessionCookie.at(credentials.host()).in(credentials.cookie());
  }
}
