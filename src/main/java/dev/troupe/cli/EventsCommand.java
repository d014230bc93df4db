package dev.troupe.cli;

import java.time.ZoneId;

/** {@code events}: what has happened, and what happens. */
final class EventsCommand implements Command, NeedsNoArguments {
  private static final String USUAL = "24h";

  @Override
  public Syntax syntax() {
    return new Syntax("Show what has happened: starts, exits, restarts, reloads.", "events")
        .words("TARGET", 0, 1, "Name, id, namespace or /pattern/; all if left out.")
        .value(
            "WHEN", "From then on: 30s, 15m, 1h, 2d ago (24h if left out), or a time.", "--since")
        .flag("Go on with what happens from now on.", "--follow", "-f")
        .flag("Each event as a JSON object on a line.", "--json")
        .examples("events", "events api --since 1h", "events --follow --json");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var target = arguments.word() == null ? "all" : arguments.word();
    var since = arguments.value("--since") == null ? USUAL : arguments.value("--since");
    boolean isFollowing = arguments.has("--follow");
    var path =
        "/events?target=%s&since=%s&follow=%s"
            .formatted(Daemon.encoded(target), Daemon.encoded(since), isFollowing);
    var zone = ZoneId.systemDefault();
    var printer = new EventPrinter(session.console(), zone, arguments.has("--json"));
    session.daemon().stream(path, printer);
    if (isFollowing) {
      throw new CommandFailure("the daemon has ended");
    }
    return ExitCode.OK;
  }
}
