package dev.troupe.cli;

import org.jspecify.annotations.Nullable;

/** {@code logs}: the last lines, then every new one. */
final class LogsCommand implements Command {
  private static final int USUAL_LINES = 15;

  @Override
  public Syntax syntax() {
    return new Syntax("Show the last lines of the logs and every new one.", "logs")
        .words("TARGET", 0, 1, "Name, id, namespace or /pattern/; all if left out.")
        .value("N", "How many old lines of each file; 0 is none.", "--lines")
        .flag("Show old lines only.", "--nostream")
        .flag("Text only, without the app's name.", "--raw")
        .flag("One JSON object a line.", "--json")
        .flag("Standard error only.", "--err")
        .flag("Standard output only.", "--out")
        .examples("logs", "logs api --lines 100", "logs 0 --err --raw");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    boolean isFollowing = !arguments.has("--nostream");
    session.daemon().stream(path(arguments, isFollowing), printer(arguments, session.console()));
    if (isFollowing) {
      throw new CommandFailure("the daemon has ended");
    }
    return ExitCode.OK;
  }

  private static String path(Arguments arguments, boolean isFollowing) throws CommandFailure {
    var target = arguments.word() == null ? "all" : arguments.word();
    var path = new StringBuilder("/logs?target=").append(Daemon.encoded(target));
    path.append("&lines=").append(lines(arguments.value("--lines")));
    path.append("&follow=").append(isFollowing);
    if (arguments.has("--err") != arguments.has("--out")) {
      path.append("&output=").append(arguments.has("--err") ? "err" : "out");
    }
    return path.toString();
  }

  private static int lines(@Nullable String given) throws CommandFailure {
    if (given == null) {
      return USUAL_LINES;
    }
    try {
      return Math.max(0, Integer.parseInt(given));
    } catch (NumberFormatException e) {
      throw new CommandFailure("--lines=" + given + " is not a number");
    }
  }

  private static LogPrinter printer(Arguments arguments, Console console) {
    if (arguments.has("--json")) {
      return new LogPrinter(console, LogPrinter.Style.JSON);
    }
    return new LogPrinter(
        console, arguments.has("--raw") ? LogPrinter.Style.RAW : LogPrinter.Style.NAMED);
  }
}
