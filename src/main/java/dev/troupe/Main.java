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
    int exitCode = CommandLineProgram.run(args);
    Runtime.getRuntime().halt(exitCode);
  }
}
