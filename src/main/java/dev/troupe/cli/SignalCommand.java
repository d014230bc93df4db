package dev.troupe.cli;

import dev.troupe.api.SignalRequest;

/** {@code sendSignal}. */
final class SignalCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Send a signal to an app.", "sendSignal")
        .words("SIGNAL TARGET", 2, 2, "SIGUSR2, USR2 or 12; name or id.")
        .examples("sendSignal SIGHUP api");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var words = arguments.words();
    var signal = words.getFirst();
    var targets = new Targets(session, "Sent " + signal + " to");
    targets.ask(daemon -> daemon.act(words.get(1), "signal", new SignalRequest(signal)));
    return targets.finish();
  }
}
