package dev.troupe.http.access;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The cookie that holds a session's secret. Browsers send cookies of a host to all its ports, so
 * the port is part of the name: several daemons on one machine do not log each other out.
 *
 * @param name of the cookie
 */
public record SessionCookie(String name) {
  private static final Pattern PORT = Pattern.compile(":(\\d+)$");

  /**
   * The cookie of one endpoint.
   *
   * @param host as in the request's {@code Host}
   */
  public static SessionCookie at(String host) {
    var port = PORT.matcher(host);
    return new SessionCookie("troupe-" + (port.find() ? port.group(1) : "80"));
  }

  /** The secret among the cookies of a request. */
  Optional<String> in(String cookies) {
    return Stream.of(cookies.split(";"))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(name + "="))
        .map(cookie -> cookie.substring(name.length() + 1))
        .findFirst();
  }

  /** {@code Set-Cookie} that no script can read and no other site can have sent. */
  public String set(String secret) {
    return "%s=%s; Path=/; HttpOnly; SameSite=Strict".formatted(name, secret);
  }

  /** {@code Set-Cookie} that takes it back. */
  public String clear() {
    return set("") + "; Max-Age=0";
  }
}
