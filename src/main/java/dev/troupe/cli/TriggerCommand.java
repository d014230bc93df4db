package dev.troupe.cli;

import dev.troupe.api.ActionResults;
import dev.troupe.api.Json;
import dev.troupe.api.TriggerRequest;
import dev.troupe.model.ActionResult;

/** {@code trigger}: an action that a Node app offers by {@code @pm2/io}. */
final class TriggerCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Have an app do one of the actions it offers.", "trigger")
        .words("TARGET ACTION [PARAMS]", 2, 3, "Name or id; an action that describe shows; a text.")
        .examples("trigger api gc", "trigger 0 purge users");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var words = arguments.words();
    var action = words.get(1);
    var request = new TriggerRequest(action, words.size() > 2 ? words.get(2) : null);
    var reply = session.daemon().act(words.getFirst(), "trigger", request);
    if (!reply.isOk()) {
      throw new CommandFailure(reply.complaint());
    }
    int exitCode = ExitCode.OK;
    for (var result : reply.as(ActionResults.class).results()) {
      if (result.problem() == null) {
        session.console().write(line(result));
      } else {
        session.console().error(result.problem());
        exitCode = ExitCode.FAILED;
      }
    }
    return exitCode;
  }

  /** As PM2 prints it. */
  private static String line(ActionResult result) {
    var who = "[%s:%d:%s]".formatted(result.app(), result.instance(), result.namespace());
    return who + "=" + (result.value() == null ? "null" : Json.write(result.value())) + "\n";
  }
}
