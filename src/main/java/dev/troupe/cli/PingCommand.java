package dev.troupe.cli;

/** {@code ping}: starts the daemon if there is none. */
final class PingCommand implements Command, NeedsNoArguments {

  @Override
  public Syntax syntax() {
    return new Syntax("Make sure that the daemon runs.", "ping").examples("ping");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var info = session.daemon().info();
    session.console().show("{ msg: 'pong' }\n");
    if (info.addressProblem() != null) {
      session.console().warn(info.addressProblem());
    }
    return ExitCode.OK;
  }
}
