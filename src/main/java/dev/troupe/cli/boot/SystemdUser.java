package dev.troupe.cli.boot;

import java.nio.file.Path;
import java.util.List;

/**
 * A user's own systemd, which needs no root.
 *
 * @param configuration the user's folder of settings, {@code ~/.config}
 */
public record SystemdUser(Path configuration) implements InitSystem {

  @Override
  public String name() {
    return "systemd-user";
  }

  @Override
  public boolean needsRoot() {
    return false;
  }

  @Override
  public Path file(BootService service) {
    return configuration.resolve("systemd/user").resolve(service.name() + ".service");
  }

  @Override
  public String text(BootService service) {
    return SystemdUnit.ofUser(service);
  }

  @Override
  public boolean isProgram() {
    return false;
  }

  /** Without lingering, a user's systemd runs from the first login to the last logout only. */
  @Override
  public List<List<String>> enabling(BootService service) {
    return List.of(
        List.of("systemctl", "--user", "enable", service.name()),
        List.of("loginctl", "enable-linger", service.user()));
  }

  /** Lingering stays: other services of the user may need it. */
  @Override
  public List<List<String>> disabling(BootService service) {
    return List.of(List.of("systemctl", "--user", "disable", service.name()));
  }

  @Override
  public List<List<String>> forgetting(BootService service) {
    return List.of(List.of("systemctl", "--user", "daemon-reload"));
  }
}
