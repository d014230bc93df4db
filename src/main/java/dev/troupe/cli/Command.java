package dev.troupe.cli;

/** One command of the program. */
interface Command {

  /** How it is written, for the parser and for its help. */
  Syntax syntax();

  /**
   * Does it.
   *
   * @return the exit code
   * @throws CommandFailure if it cannot do what it should; the caller says so and exits with 1
   */
  int run(Arguments arguments, Session session) throws CommandFailure;
}
