package dev.troupe.cli;

/** {@code inspect}: Node's debugger in an app that runs. */
final class InspectCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Open Node's inspector in a running app, without a restart.", "inspect")
        .words("TARGET", 1, 1, "Name or id of one instance.")
        .examples("inspect api", "inspect 0");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var one = OneInstance.of(arguments.words().getFirst(), session);
    var open = new NodeInspector(session).open(one);
    session.console().say("The inspector of " + one.title() + " listens on this machine:");
    session.console().write(open.webSocket() + "\n");
    session.console().say("In Chrome open chrome://inspect, or " + open.page());
    return ExitCode.OK;
  }
}
