package dev.troupe.http.access;

/** Who may come in by a door. */
public sealed interface Access permits FileAccess, KeyAccess {

  /**
   * Decides about one request.
   *
   * @param isPublic whether what is asked for is for everybody
   */
  Verdict judge(Credentials credentials, boolean isPublic);

  /**
   * What a request says about itself; a missing header is empty.
   *
   * @param host {@code Host}
   * @param origin {@code Origin}, as sent by browsers
   * @param authorization {@code Authorization}
   * @param cookie {@code Cookie}
   * @param isSafe whether it only looks (RFC 9110, 9.2.1)
   */
  record Credentials(
      String host, String origin, String authorization, String cookie, boolean isSafe) {}

  /** Whether a request may come in. */
  sealed interface Verdict {
    record Admitted(Caller caller) implements Verdict {}

    /** Neither key nor session, or a wrong one (401). */
    record Unauthorized(String reason) implements Verdict {}

    /** It comes from where it must not come from (403). */
    record Forbidden(String reason) implements Verdict {}
  }
}
