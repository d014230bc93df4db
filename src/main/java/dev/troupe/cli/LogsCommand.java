package dev.troupe.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code logs}: the last lines, then every new one. */
final class LogsCommand implements Command, NeedsNoArguments {
  private static final int USUAL_LINES = 15;

  @Override
  public Syntax syntax() {
    return new Syntax("Show the last lines of the logs and every new one.", "logs")
        .words("TARGET", 0, 1, "Name, id, namespace or /pattern/; all if left out.")
        .value("N", "How many old lines of each file; 0 is none.", "--lines")
        .flag("Show old lines only.", "--nostream")
        .flag("Text only, without the app's name.", "--raw")
        .flag("New lines only, each a JSON object.", "--json")
        .flag("Standard error only.", "--err")
        .flag("Standard output only.", "--out")
        .examples("logs", "logs api --lines 100", "logs 0 --err --raw");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    boolean isFollowing = !arguments.has("--nostream");
    var style = style(arguments);
    int lines = style == LogPrinter.Style.JSON ? 0 : lines(arguments.value("--lines"));
    var owners = new LogOwners(lines > 0 ? session.daemon().apps() : List.of());
    var printer = new LogPrinter(session.console(), style, owners, lines);
    session.daemon().stream(path(arguments, lines, isFollowing), printer);
    if (isFollowing) {
      throw new CommandFailure("the daemon has ended");
    }
    return ExitCode.OK;
  }

  private static LogPrinter.Style style(Arguments arguments) {
    if (arguments.has("--json")) {
      return LogPrinter.Style.JSON;
    }
    return arguments.has("--raw") ? LogPrinter.Style.RAW : LogPrinter.Style.NAMED;
  }

  private static String path(Arguments arguments, int lines, boolean isFollowing) {
    var target = arguments.word() == null ? "all" : arguments.word();
    var path = new StringBuilder("/logs?target=").append(Daemon.encoded(target));
    path.append("&lines=").append(lines).append("&follow=").append(isFollowing);
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
}
