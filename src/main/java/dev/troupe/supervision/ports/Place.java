package dev.troupe.supervision.ports;

import dev.troupe.os.ListenAddress;

/** An address as it was asked for. All who ask for the same share what is open there. */
sealed interface Place {

  ListenAddress address();

  /** Tells places apart, and a worker's servers. */
  String key();

  /** A port or path that was named. */
  record Named(ListenAddress address) implements Place {
    @Override
    public String key() {
      return text(address);
    }
  }

  /**
   * Any free port: every app gets one of its own.
   *
   * @param index tells several of one app apart
   */
  record AnyPort(ListenAddress address, long app, int index) implements Place {
    @Override
    public String key() {
      return text(address) + "/" + app + "/" + index;
    }
  }

  static Place of(ListenAddress address, long app, int index) {
    return switch (address) {
      case ListenAddress.Tcp(_, int port, _) when port == 0 -> new AnyPort(address, app, index);
      case ListenAddress.Udp(_, int port, _, _) when port == 0 -> new AnyPort(address, app, index);
      case ListenAddress.Tcp _, ListenAddress.Udp _, ListenAddress.Unix _ -> new Named(address);
    };
  }

  private static String text(ListenAddress address) {
    return switch (address) {
      case ListenAddress.Tcp(var host, int port, boolean onlyV6) ->
          (onlyV6 ? "tcp6/" : "tcp/") + host + "/" + port;
      case ListenAddress.Udp(var host, int port, boolean isV6, boolean onlyV6) ->
          (isV6 ? "udp6/" : "udp4/") + (onlyV6 ? "only/" : "") + host + "/" + port;
      case ListenAddress.Unix(var path) -> "unix/" + path;
    };
  }
}
