package dev.troupe;

import dev.troupe.cli.CommandLineProgram;

/** The command line. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args the command and its arguments
   */
  public static void main(String[] args) {
    int exitCode = isForeground(args) ? ForegroundMain.run(args) : CommandLineProgram.run(args);
    Runtime.getRuntime().halt(exitCode);
  }

  /** Whether the daemon is to run in this very process; {@code bin/troupe} has the same rule. */
  private static boolean isForeground(String... args) {
    var program = System.getProperty("troupe.program", "");
    if (program.endsWith("-runtime") || program.endsWith("-docker") || program.endsWith("-dev")) {
      return true;
    }
    for (var word : args) {
      if (word.equals("--no-daemon")) {
        return true;
      }
      if (word.equals("--")) {
        return false;
      }
    }
    return false;
  }
}
