package dev.troupe.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Says in one line why a program could not be started. The kernel has but one word ("no such file")
 * for a missing program, a missing working directory and a missing interpreter, so the disk is
 * looked at to tell them apart.
 */
public final class LaunchFailure {
  /** The kernel reads no more of a script's first line. */
  private static final int FIRST_LINE = 256;

  private LaunchFailure() {}

  /**
   * Why starting failed.
   *
   * @param executable the file that was to be executed
   * @param kernelsWord what the system call said, for causes that cannot be seen on the disk
   */
  public static String explain(LaunchPlan plan, String executable, String kernelsWord) {
    return seen(plan, executable)
        .orElseGet(
            () -> message(plan, Path.of(plan.cwd()).resolve(executable) + ": " + kernelsWord));
  }

  /** As {@link #explain}, as far as the disk shows why starting fails or would fail. */
  static Optional<String> seen(LaunchPlan plan, String executable) {
    var cwd = Path.of(plan.cwd());
    if (!Files.isDirectory(cwd)) {
      return Optional.of(message(plan, noDirectory(cwd)));
    }
    if (!Files.isExecutable(cwd)) {
      return Optional.of(
          message(plan, "may not enter the working directory " + cwd + "; check its permissions"));
    }
    return aboutFile(cwd.resolve(executable)).map(why -> message(plan, why));
  }

  static String notInPath(LaunchPlan plan, String path) {
    return message(
        plan, "not found in its PATH (" + path + "); install it or give its absolute path");
  }

  static String nul(LaunchPlan plan) {
    return message(plan, "its command line or environment contains a NUL character; remove it");
  }

  /** The line for a cause that is known already. */
  public static String message(LaunchPlan plan, String why) {
    return "cannot start " + plan.command().getFirst() + ": " + why;
  }

  private static String noDirectory(Path cwd) {
    return Files.exists(cwd)
        ? "its working directory " + cwd + " is not a directory; set another cwd"
        : "its working directory " + cwd + " does not exist; create it or set another cwd";
  }

  private static Optional<String> aboutFile(Path file) {
    if (!Files.exists(file)) {
      return Optional.of("no such file " + file + "; check the path");
    }
    if (Files.isDirectory(file)) {
      return Optional.of(file + " is a directory; name the file to run");
    }
    if (!Files.isExecutable(file)) {
      return Optional.of(file + " is not executable; run chmod +x on it or name an interpreter");
    }
    var interpreter = interpreter(file);
    if (!interpreter.isEmpty() && !Files.isExecutable(Path.of(interpreter))) {
      return Optional.of(
          "the interpreter "
              + interpreter
              + " in the first line of "
              + file
              + " is missing or not executable; install it or correct the line");
    }
    return Optional.empty();
  }

  /** The file after {@code #!}; empty if there is none. */
  private static String interpreter(Path script) {
    try (var in = Files.newInputStream(script)) {
      var start = new String(in.readNBytes(FIRST_LINE), StandardCharsets.UTF_8);
      if (!start.startsWith("#!")) {
        return "";
      }
      var line = start.substring(2).lines().findFirst().orElse("").strip();
      int blank = line.indexOf(' ');
      return blank < 0 ? line : line.substring(0, blank);
    } catch (IOException e) {
      return "";
    }
  }
}
