package dev.troupe.cli;

import dev.troupe.cli.boot.Host;
import dev.troupe.cli.boot.InitSystem;
import dev.troupe.cli.boot.Shell;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** {@code unstartup}: takes back what {@code startup} did. What runs goes on running. */
final class UnstartupCommand implements Command {
  private final Function<Session, Host> hosts;

  UnstartupCommand() {
    this(StartupCommand::thisMachine);
  }

  /**
   * @param hosts the machine that is set up
   */
  UnstartupCommand(Function<Session, Host> hosts) {
    this.hosts = hosts;
  }

  @Override
  public Syntax syntax() {
    return BootSetup.options(
            new Syntax("No longer start the saved apps when the machine boots.", "unstartup"))
        .examples("unstartup", "unstartup systemd -u deploy --hp /home/deploy");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var host = hosts.apply(session);
    var setup = BootSetup.of(arguments, session, host);
    var system = setup.system();
    var console = session.console();
    console.say("Init system: " + system.name());
    if (system.needsRoot() && !host.isRoot()) {
      console.say("Only root may change this. Run this line:");
      console.write(setup.asRoot("unstartup", arguments, session.caller()) + "\n");
      return ExitCode.FAILED;
    }
    try {
      remove(setup, host, console);
      return ExitCode.OK;
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot remove " + system.file(setup.service()) + ": " + FileTrouble.reason(e));
    }
  }

  private static void remove(BootSetup setup, Host host, Console console)
      throws CommandFailure, IOException {
    var system = setup.system();
    var file = system.file(setup.service());
    var present = host.read(file);
    if (present.isEmpty()) {
      console.warn(file + " does not exist: there is nothing to remove");
      return;
    }
    if (!InitSystem.isOurs(present.get())) {
      throw new CommandFailure(file + " was not written by Troupe and stays as it is");
    }
    run(system.disabling(setup.service()), host, console);
    host.remove(file);
    console.say("Removed " + file);
    run(system.forgetting(setup.service()), host, console);
    console.say("What runs now goes on running.");
  }

  /** A tool that fails leaves nothing behind that starts anything once the file is gone. */
  private static void run(List<List<String>> commands, Host host, Console console) {
    for (var command : commands) {
      var trouble = BootTools.trouble(command, host);
      if (trouble.isEmpty()) {
        console.say("Ran " + Shell.line(command));
      } else {
        console.warn(trouble);
      }
    }
  }
}
