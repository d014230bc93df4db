package dev.troupe.cli.boot;

import java.nio.file.Path;
import java.util.List;

/** systemd, as the machine's own init system. */
public record Systemd() implements InitSystem {

  @Override
  public String name() {
    return "systemd";
  }

  @Override
  public boolean needsRoot() {
    return true;
  }

  @Override
  public Path file(BootService service) {
    return Path.of("/etc/systemd/system", service.name() + ".service");
  }

  @Override
  public String text(BootService service) {
    return SystemdUnit.ofSystem(service);
  }

  @Override
  public boolean isProgram() {
    return false;
  }

  /** {@code enable} has systemd read its units anew, and works where systemd does not run yet. */
  @Override
  public List<List<String>> enabling(BootService service) {
    return List.of(List.of("systemctl", "enable", service.name()));
  }

  @Override
  public List<List<String>> disabling(BootService service) {
    return List.of(List.of("systemctl", "disable", service.name()));
  }

  @Override
  public List<List<String>> forgetting(BootService service) {
    return List.of(List.of("systemctl", "daemon-reload"));
  }
}
