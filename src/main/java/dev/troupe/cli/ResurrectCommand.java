package dev.troupe.cli;

import dev.troupe.config.DumpFile;

/** {@code resurrect}: starts what {@code save} has kept. */
final class ResurrectCommand implements Command, NeedsNoArguments {
  private static final int CONFLICT = 409;

  @Override
  public Syntax syntax() {
    return new Syntax("Start the saved apps that are not managed yet.", "resurrect")
        .flag("Be the daemon, as the service that startup writes wants it.", "--no-daemon")
        .examples("resurrect", "PM2_HOME=~/.pm2 " + "troupe resurrect");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var console = session.console();
    console.say("Resurrecting");
    console.say("Restoring processes located in " + session.home().dump());
    var targets = new Targets(session, "Restored");
    var reply = session.daemon().ask("POST", "/daemon/resurrect");
    if (reply.status() == CONFLICT) {
      // Exit code 0 as with PM2: at boot, one broken app must not take the others along.
      console.error(reply.complaint());
      session.showTable();
      return ExitCode.OK;
    }
    if (new DumpFile(session.home().dump()).isMissing()) {
      console.warn("nothing is saved yet: " + session.caller().program() + " save does it");
    }
    targets.ask(_ -> reply);
    targets.finish();
    return ExitCode.OK;
  }
}
