package dev.troupe.cli;

/** {@code logs}: the last lines, then every new one. */
final class LogsCommand implements Command, NeedsNoArguments {
  /** PM2's, if none is given. */
  private static final String TIME = "YYYY-MM-DD-HH:mm:ss";

  @Override
  public Syntax syntax() {
    return new Syntax("Show the last lines of the logs and every new one.", "logs", "log")
        .words("TARGET", 0, Syntax.MANY, "Name, id, namespace, /pattern/ or name:0; all if none.")
        .value("N", "How many old lines of each file, 15 if left out; 0 is none.", "--lines")
        .flag("Show every new line; it does unless --nostream.", "--follow", "-f")
        .flag("Show old lines only.", "--nostream")
        .value("TIME", "Old lines from then on: 10m (ago), 2026-01-31T12:00:00Z.", "--since")
        .value("REGEX", "Only lines in which it is found.", "--grep")
        .flag("Standard error only.", "--err")
        .flag("Standard output only.", "--out")
        .flag("Text only, of standard error to standard error.", "--raw")
        .flag("Each line as a JSON object; also what happens to the apps.", "--json")
        .flag("Each line as timestamp=... app=... id=... type=... message=...", "--format")
        .optionally("FORMAT", TIME, "The time before each line, in dayjs' tokens.", "--timestamp")
        .optional("TEXT", "Make a text stand out (on a terminal).", "--highlight")
        .examples(
            "logs",
            "logs api --lines 100",
            "logs 0 --err --raw",
            "logs api --since 10m --grep 'time(out)?' --nostream");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    new LogFollower(session, WantedLogs.of(arguments)).run();
    return ExitCode.OK;
  }
}
