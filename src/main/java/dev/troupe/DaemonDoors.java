package dev.troupe;

import dev.troupe.api.HomeLayout;
import dev.troupe.config.DaemonSettings;
import dev.troupe.http.Door;
import dev.troupe.http.HttpServer;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the daemon can be reached. */
final class DaemonDoors {
  private static final Logger LOG = LoggerFactory.getLogger(DaemonMain.class);

  private DaemonDoors() {}

  /** As the settings want it, with the secrets of the home. */
  static HttpServer.Settings of(DaemonSettings.Http http, HomeLayout layout) throws IOException {
    return new HttpServer.Settings(
        layout.socket(),
        http.enabled(),
        http.host(),
        http.port(),
        http.allowRemote(),
        layout.token(),
        layout.keys());
  }

  /** Into the log: which of them are open, and why not. */
  static void tell(HttpServer server, HomeLayout layout) {
    LOG.info("daemon {} started in {}", ProcessHandle.current().pid(), layout.root());
    if (server.unix() instanceof Door.Closed(var reason)) {
      LOG.error("no command can reach this daemon: {}", reason);
    }
    switch (server.tcp()) {
      case Door.Open(var address) -> LOG.info("listening on {}", address);
      case Door.Closed(var reason) -> LOG.warn("not listening on TCP: {}", reason);
    }
  }
}
