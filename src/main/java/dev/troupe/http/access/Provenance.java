package dev.troupe.http.access;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * No request that a foreign web page can make: neither under a name of its own that it points to
 * this machine ({@code Host}, DNS rebinding) nor from its own place ({@code Origin}, CSRF).
 *
 * @param boundHost the name or address the door was told to listen at
 * @param isRemote whether it may be reached under names unknown here; {@code Host} is then free
 */
public record Provenance(String boundHost, boolean isRemote) {
  private static final Pattern PORT = Pattern.compile(":\\d*$");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");

  /** Why a request must not come in; nothing if it may. */
  Optional<String> refusal(String host, String origin) {
    if (!isRemote && !isOurs(host)) {
      return Optional.of("Host %s is not this endpoint: use localhost".formatted(host));
    }
    return origin.isEmpty() || isSame(origin, host)
        ? Optional.empty()
        : Optional.of(
            "Origin %s is not this endpoint: other web pages may not use it".formatted(origin));
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
