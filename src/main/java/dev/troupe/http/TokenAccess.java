package dev.troupe.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A bearer token, and no request that a foreign web page can make: neither under a name of its own
 * that it points to this machine ({@code Host}, DNS rebinding) nor from its own place ({@code
 * Origin}, CSRF).
 *
 * @param token what {@code Authorization: Bearer} must say
 * @param boundHost the name or address the door was told to listen at
 * @param isRemote whether it may be reached under names unknown here; {@code Host} is then free
 */
record TokenAccess(String token, String boundHost, boolean isRemote) implements Access {
  private static final String SCHEME = "bearer ";
  private static final Pattern PORT = Pattern.compile(":\\d*$");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");

  @Override
  public Verdict judge(Credentials credentials, boolean isPublic) {
    if (!isRemote && !isOurs(credentials.host())) {
      return new Verdict.Forbidden(
          "Host %s is not this endpoint: use localhost".formatted(credentials.host()));
    }
    if (!credentials.origin().isEmpty() && !isSame(credentials.origin(), credentials.host())) {
      return new Verdict.Forbidden(
          "Origin %s is not this endpoint: other web pages may not use it"
              .formatted(credentials.origin()));
    }
    return isPublic ? new Verdict.Admitted() : judgeToken(credentials.authorization());
  }

  private Verdict judgeToken(String authorization) {
    if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return new Verdict.Unauthorized(
          "a token is needed: Authorization: Bearer, with the contents of the daemon's token file");
    }
    var given = authorization.substring(SCHEME.length()).strip();
    return MessageDigest.isEqual(given.getBytes(UTF_8), token.getBytes(UTF_8))
        ? new Verdict.Admitted()
        : new Verdict.Unauthorized("the token is wrong: the daemon's token file has the right one");
  }

  private boolean isOurs(String host) {
    var name = PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
    return LOOPBACK.matcher(name).matches() || name.equals(inHeader(boundHost));
  }

  private static String inHeader(String host) {
    return host.contains(":") ? "[" + host + "]" : host.toLowerCase(Locale.ROOT);
  }

  private static boolean isSame(String origin, String host) {
    int scheme = origin.indexOf("://");
    return scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
  }
}
