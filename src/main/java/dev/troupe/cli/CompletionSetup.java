package dev.troupe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Where shells look for completion: bash and fish have folders for it, zsh is told by a marked
 * block in its {@code .zshrc}. Done twice it is as if done once.
 *
 * @param program the command's name
 * @param env the caller's environment
 */
record CompletionSetup(String program, Map<String, String> env) {

  /** Installs a script; returns what to do next, in one line. */
  String install(String shell, String script) throws CommandFailure {
    var file = file(shell);
    try {
      Files.createDirectories(file.getParent());
      replace(file, script);
      if (shell.equals("zsh")) {
        replace(zshrc(), withoutBlock() + block(file));
      }
    } catch (IOException e) {
      throw new CommandFailure(file + ": " + FileTrouble.reason(e));
    }
    return "Completion for %s is in %s: a new shell has it".formatted(shell, file);
  }

  /** Takes it away again; returns what was done, in one line. */
  String uninstall(String shell) throws CommandFailure {
    var file = file(shell);
    try {
      boolean wasThere = Files.deleteIfExists(file);
      if (shell.equals("zsh") && Files.exists(zshrc())) {
        replace(zshrc(), withoutBlock());
      }
      return wasThere ? "Removed " + file : "There was no completion for " + shell;
    } catch (IOException e) {
      throw new CommandFailure(file + ": " + FileTrouble.reason(e));
    }
  }

  private Path file(String shell) throws CommandFailure {
    return switch (shell) {
      case "bash" -> data().resolve("bash-completion/completions").resolve(program);
      case "zsh" -> data().resolve(program).resolve("completion.zsh");
      case "fish" ->
          folder("XDG_CONFIG_HOME", ".config").resolve("fish/completions/" + program + ".fish");
      default -> throw unknown(shell);
    };
  }

  static CommandFailure unknown(String shell) {
    return new CommandFailure("there is completion for bash, zsh and fish, not " + shell);
  }

  private Path data() throws CommandFailure {
    return folder("XDG_DATA_HOME", ".local/share");
  }

  private Path zshrc() throws CommandFailure {
    return folder("ZDOTDIR", "").resolve(".zshrc");
  }

  /**
   * A folder that a variable names (XDG Base Directory Specification), or one in the user's home.
   */
  private Path folder(String variable, String usual) throws CommandFailure {
    var given = env.get(variable);
    if (given != null && given.startsWith("/")) {
      return Path.of(given);
    }
    var home = env.get("HOME");
    if (home == null || !home.startsWith("/")) {
      throw new CommandFailure("HOME is not set: it is not known where the completion belongs");
    }
    return Path.of(home).resolve(usual);
  }

  private String block(Path file) {
    return "%s\nsource '%s'\n%s\n".formatted(begin(), file.toString().replace("'", "'\\''"), end());
  }

  private String begin() {
    return "# begin " + program + " completion";
  }

  private String end() {
    return "# end " + program + " completion";
  }

  private String withoutBlock() throws IOException, CommandFailure {
    if (!Files.exists(zshrc())) {
      return "";
    }
    var kept = new StringBuilder();
    boolean isInside = false;
    for (var line : Files.readString(zshrc()).lines().toList()) {
      isInside |= line.equals(begin());
      if (!isInside) {
        kept.append(line).append('\n');
      }
      isInside &= !line.equals(end());
    }
    return kept.toString();
  }

  /** Whoever reads it meanwhile sees the old or the new text; a link stays a link. */
  private static void replace(Path file, String text) throws IOException {
    var target = Files.exists(file) ? file.toRealPath() : file;
    var temporary = target.resolveSibling(target.getFileName() + ".troupe-new");
    Files.writeString(temporary, text);
    if (Files.exists(target)) {
      Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(target));
    }
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
  }
}
