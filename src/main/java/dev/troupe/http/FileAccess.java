package dev.troupe.http;

/** Who can open the socket file may do everything: the file's permissions are the credential. */
record FileAccess() implements Access {
  @Override
  public Verdict judge(Credentials credentials, boolean isPublic) {
    return new Verdict.Admitted();
  }
}
