package dev.troupe.http.access;

/**
 * Who has made a request.
 *
 * @param name of the key or session; for logs
 * @param role what they may do
 * @param host the endpoint as they call it ({@code Host}); empty behind the socket file
 * @param session the secret of their session; empty without one
 */
public record Caller(String name, Role role, String host, String session) {

  /** Somebody who has shown nothing, at a route that is for everybody. */
  static Caller anybody(Access.Credentials credentials) {
    return new Caller("anybody", Role.VIEW, credentials.host(), "");
  }
}
