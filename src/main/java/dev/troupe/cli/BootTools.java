package dev.troupe.cli;

import dev.troupe.cli.boot.Host;
import dev.troupe.cli.boot.Shell;
import java.io.IOException;
import java.util.List;

/** Runs an init system's own commands. */
final class BootTools {
  private BootTools() {}

  /** Runs one; returns what went wrong, empty if nothing did. */
  static String trouble(List<String> command, Host host) {
    try {
      var outcome = host.run(command);
      if (outcome.exitCode() == 0) {
        return "";
      }
      var said = outcome.output().isEmpty() ? "" : ": " + outcome.output();
      return Shell.line(command) + " failed with exit code " + outcome.exitCode() + said;
    } catch (IOException e) {
      return "cannot run " + Shell.line(command) + ": " + FileTrouble.reason(e);
    }
  }
}
