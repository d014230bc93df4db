package dev.troupe.cli;

import dev.troupe.api.SendRequest;

/** {@code send}: a line for a standard input. */
final class SendCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Write a line to an instance's standard input.", "send")
        .words("ID LINE", 2, 2, "Id of an instance, and the line.")
        .examples("send 0 reload");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var words = arguments.words();
    var targets = new Targets(session, "Sent the line to");
    targets.ask(daemon -> daemon.act(words.getFirst(), "send", new SendRequest(words.get(1))));
    return targets.finish();
  }
}
