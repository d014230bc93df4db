package dev.troupe.cli;

/** What a command tells the shell. */
final class ExitCode {
  static final int OK = 0;

  /** Whatever went wrong: PM2 knows only this one. */
  static final int FAILED = 1;

  /** Nobody reads the output any more; what a shell shows of a process that SIGPIPE ended. */
  static final int PIPE_CLOSED = 141;

  private ExitCode() {}
}
