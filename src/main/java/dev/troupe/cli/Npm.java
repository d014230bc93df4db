package dev.troupe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Node's package manager, which fetches modules. */
final class Npm {
  private static final int NOT_FOUND = 127;

  private final Session session;

  Npm(Session session) {
    this.session = session;
  }

  /**
   * Installs a package and all that it needs into an empty folder. What npm has to say goes to
   * standard error.
   *
   * @param source as npm takes it: a name with or without version, a folder, a tarball, a
   *     repository
   * @return the package's name
   */
  String install(String source, Path folder) throws CommandFailure {
    try {
      Files.writeString(folder.resolve("package.json"), "{ \"private\": true }\n");
    } catch (IOException e) {
      throw new CommandFailure("cannot write to " + folder + ": " + FileTrouble.reason(e));
    }
    int exitCode = run(folder, source);
    if (exitCode == NOT_FOUND) {
      throw new CommandFailure("modules need npm, which is not in PATH: install Node");
    }
    if (exitCode != 0) {
      throw new CommandFailure("npm could not install " + source + ": see its lines above");
    }
    var needs =
        ModuleConf.map(ModuleFolder.read(folder.resolve("package.json")).get("dependencies"));
    if (needs == null || needs.size() != 1) {
      throw new CommandFailure(source + " is not one package: name one");
    }
    return needs.keySet().iterator().next();
  }

  /** By way of the shell, which looks in the caller's PATH. */
  private int run(Path folder, String source) throws CommandFailure {
    var command =
        new ArrayList<>(
            List.of("/bin/sh", "-c", "command -v npm >/dev/null || exit 127; exec npm \"$@\" >&2"));
    command.addAll(List.of("npm", "install", "--prefix", folder.toString()));
    command.addAll(List.of("--install-links", "--omit=dev", "--no-audit", "--no-fund"));
    command.addAll(List.of("--loglevel=error", "--", source));
    try {
      var builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
      builder.environment().clear();
      builder.environment().putAll(session.caller().env());
      return builder.start().waitFor();
    } catch (IOException e) {
      throw new CommandFailure("npm cannot be run: " + FileTrouble.reason(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted");
    }
  }
}
