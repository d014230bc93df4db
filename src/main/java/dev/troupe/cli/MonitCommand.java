package dev.troupe.cli;

import dev.troupe.cli.monit.Monitor;
import java.io.IOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** {@code monit}: a live view of all apps in the terminal. */
final class MonitCommand implements Command, NeedsNoArguments {

  @Override
  public Syntax syntax() {
    return new Syntax(
            "Watch and steer all apps in the terminal.", "monit", "dash", "dashboard", "imonit")
        .examples("monit");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var info = session.daemon().info();
    try (var terminal = terminal()) {
      new Monitor(terminal, new MonitFeed(session.daemon(), session.clock()), session.clock())
          .run();
      return ExitCode.OK;
    } catch (IOException e) {
      throw new CommandFailure(
          "the terminal cannot be used (%s); the daemon %d runs: see `list`"
              .formatted(e.getMessage(), info.pid()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }

  /** The terminal this runs in, not one that is made up in its place. */
  private static Terminal terminal() throws IOException, CommandFailure {
    var terminal = TerminalBuilder.builder().system(true).dumb(true).build();
    if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
      terminal.close();
      throw new CommandFailure("monit needs a terminal: use `list`, `jlist` or `logs` in a script");
    }
    return terminal;
  }
}
