package dev.troupe.cli;

import dev.troupe.api.ScaleRequest;

/** {@code scale}: how many instances an app has. */
final class ScaleCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Change the number of an app's instances.", "scale")
        .words("NAME NUMBER", 2, 2, "4 sets, +2 adds, -1 takes away.")
        .withNegativeNumbers()
        .examples("scale api 4", "scale api +2", "scale api -1");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var words = arguments.words();
    var targets = new Targets(session, "Scaled");
    targets.ask(daemon -> daemon.act(words.getFirst(), "scale", new ScaleRequest(words.get(1))));
    return targets.finish();
  }
}
