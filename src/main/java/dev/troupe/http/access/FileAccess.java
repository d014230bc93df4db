package dev.troupe.http.access;

/** Who can open the socket file may do everything: the file's permissions are the credential. */
public record FileAccess() implements Access {
  @Override
  public Verdict judge(Credentials credentials, boolean isPublic) {
    return new Verdict.Admitted(new Caller("socket", Role.ADMIN, "", ""));
  }
}
