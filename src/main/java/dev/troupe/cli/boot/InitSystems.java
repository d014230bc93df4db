package dev.troupe.cli.boot;

import java.nio.file.Path;
import java.util.Optional;

/** Which init system is meant, or found. */
public final class InitSystems {
  /** What one may type behind {@code startup}. */
  public static final String NAMES = "systemd, systemd-user, openrc, sysv, launchd";

  private InitSystems() {}

  /**
   * The init system of that name, or the one that a distribution of that name has.
   *
   * @param configuration the calling user's folder of settings
   */
  public static Optional<InitSystem> named(String name, Host host, Path configuration) {
    return Optional.ofNullable(
        switch (name) {
          case "systemd", "ubuntu", "debian", "centos", "redhat", "arch", "oracle", "amazon" ->
              new Systemd();
          case "systemd-user" -> new SystemdUser(configuration);
          case "openrc", "gentoo", "alpine" -> new OpenRc();
          case "sysv", "systemv", "centos6" -> new Sysv(host.has("update-rc.d"));
          case "launchd", "darwin", "macos" -> new Launchd();
          default -> null;
        });
  }

  /** The one whose tools are there. */
  public static Optional<InitSystem> on(Host host) {
    if (host.has("systemctl")) {
      return Optional.of(new Systemd());
    }
    if (host.has("rc-update")) {
      return Optional.of(new OpenRc());
    }
    if (host.has("update-rc.d") || host.has("chkconfig")) {
      return Optional.of(new Sysv(host.has("update-rc.d")));
    }
    return host.has("launchctl") ? Optional.of(new Launchd()) : Optional.empty();
  }
}
