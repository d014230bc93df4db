package dev.troupe.cli;

/** {@code autoinstall}: what it installed with PM2 is built in. */
final class AutoinstallCommand implements Command, NeedsNoArguments {

  @Override
  public Syntax syntax() {
    return new Syntax("Say what is built in.", "autoinstall").examples("autoinstall");
  }

  @Override
  public int run(Arguments arguments, Session session) {
    session.console().say("Nothing has to be installed: log rotation and monitoring are built in");
    return ExitCode.OK;
  }
}
