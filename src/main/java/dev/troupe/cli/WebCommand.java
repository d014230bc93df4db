package dev.troupe.cli;

import dev.troupe.api.Link;
import dev.troupe.api.LinkRequest;

/** {@code web}: the dashboard in a browser, without typing a key. */
final class WebCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Open the dashboard in a browser.", "web")
        .value("ROLE", "What the browser may do: view, operate or admin (the default).", "--role")
        .flag("Only print the link; it works once, within a minute.", "--no-open")
        .examples("web", "web --role view --no-open");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var request = new LinkRequest(arguments.value("--role"));
    var link = session.daemon().post("/session/link", request).as(Link.class);
    session.console().write(link.url() + "\n");
    if (!arguments.has("--no-open") && session.caller().isTerminal()) {
      Browser.open(link.url(), session);
    }
    return ExitCode.OK;
  }
}
