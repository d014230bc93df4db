package dev.troupe.http;

/** Who may come in by a door. */
sealed interface Access permits FileAccess, TokenAccess {

  /**
   * Decides about one request.
   *
   * @param isPublic whether what is asked for needs no token
   */
  Verdict judge(Credentials credentials, boolean isPublic);

  /**
   * What a request says about itself; a missing header is empty.
   *
   * @param host {@code Host}
   * @param origin {@code Origin}, as sent by browsers
   * @param authorization {@code Authorization}
   */
  record Credentials(String host, String origin, String authorization) {}

  /** Whether a request may come in. */
  sealed interface Verdict {
    record Admitted() implements Verdict {}

    /** No token, or a wrong one (401). */
    record Unauthorized(String reason) implements Verdict {}

    /** It comes from where it must not come from (403). */
    record Forbidden(String reason) implements Verdict {}
  }
}
