package dev.troupe.cli;

import dev.troupe.config.DumpFile;
import java.io.IOException;

/** {@code cleardump}: forgets what {@code save} has kept. */
final class ClearDumpCommand implements Command, NeedsNoArguments {

  @Override
  public Syntax syntax() {
    return new Syntax("Forget the saved list of apps.", "cleardump").examples("cleardump");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var file = new DumpFile(session.home().dump());
    try {
      file.clear();
    } catch (IOException e) {
      throw new CommandFailure(FileTrouble.reason(e));
    }
    session.console().say("Successfully created " + file.path());
    return ExitCode.OK;
  }
}
