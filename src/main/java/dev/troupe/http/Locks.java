package dev.troupe.http;

import dev.troupe.http.access.Keys;
import dev.troupe.http.access.Sessions;
import dev.troupe.http.access.TokenFile;
import java.io.IOException;
import java.time.InstantSource;

/** What opens the TCP door, if it can be opened at all. */
sealed interface Locks {
  record Usable(Keys keys, Sessions sessions) implements Locks {}

  record Unusable(String reason) implements Locks {}

  /** Reads token and keys; makes a token if there is none. */
  static Locks read(HttpServer.Settings settings) {
    if (!settings.tcpEnabled()) {
      return new Unusable("it is switched off");
    }
    return switch (TokenFile.read(settings.tokenFile())) {
      case TokenFile.Token.Unusable(var reason) -> new Unusable(reason);
      case TokenFile.Token.Usable(var token) -> open(token, settings);
    };
  }

  private static Locks open(String token, HttpServer.Settings settings) {
    var clock = InstantSource.system();
    try {
      var keys = Keys.open(token, settings.keysFile(), clock);
      return new Usable(keys, new Sessions(keys, clock));
    } catch (IOException e) {
      return new Unusable(String.valueOf(e.getMessage()));
    }
  }
}
