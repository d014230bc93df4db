package dev.troupe.cli;

import dev.troupe.cli.boot.Host;
import dev.troupe.cli.boot.InitSystem;
import dev.troupe.cli.boot.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** {@code startup}: has the machine's init system start the saved apps at boot. */
final class StartupCommand implements Command {
  private final Function<Session, Host> hosts;

  StartupCommand() {
    this(StartupCommand::thisMachine);
  }

  /**
   * @param hosts the machine that is set up
   */
  StartupCommand(Function<Session, Host> hosts) {
    this.hosts = hosts;
  }

  static Host thisMachine(Session session) {
    return new Host(Path.of("/"), session.owner(), session.caller().env());
  }

  @Override
  public Syntax syntax() {
    return BootSetup.options(new Syntax("Start the saved apps when the machine boots.", "startup"))
        .flag("Wait until the network is up.", "--wait-ip")
        .examples("startup", "startup systemd -u deploy --hp /home/deploy", "startup systemd-user");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var host = hosts.apply(session);
    var setup = BootSetup.of(arguments, session, host);
    var console = session.console();
    console.say("Init system: " + setup.system().name());
    if (setup.system().needsRoot() && !host.isRoot()) {
      console.say("Only root may set this up. Run this line:");
      console.write(setup.asRoot("startup", arguments, session.caller()) + "\n");
      return ExitCode.FAILED;
    }
    write(setup, host);
    var file = setup.system().file(setup.service());
    console.say("Wrote " + file);
    for (var command : setup.system().enabling(setup.service())) {
      enable(command, file, host);
      console.say("Ran " + Shell.line(command));
    }
    tellNext(setup, session);
    return ExitCode.OK;
  }

  private static void write(BootSetup setup, Host host) throws CommandFailure {
    var file = setup.system().file(setup.service());
    try {
      var present = host.read(file);
      if (present.isPresent() && !InitSystem.isOurs(present.get())) {
        throw new CommandFailure(
            file
                + " was not written by Troupe and stays as it is: remove it, or choose another"
                + " name with --service-name");
      }
      host.write(file, setup.system().text(setup.service()), setup.system().isProgram());
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + file + ": " + FileTrouble.reason(e));
    }
  }

  private static void enable(List<String> command, Path file, Host host) throws CommandFailure {
    var trouble = BootTools.trouble(command, host);
    if (!trouble.isEmpty()) {
      throw new CommandFailure(
          trouble + "\n  " + file + " is written; run the command again once it can work");
    }
  }

  private static void tellNext(BootSetup setup, Session session) {
    var program = session.caller().program();
    var console = session.console();
    console.say(
        "At boot "
            + setup.service().name()
            + " runs "
            + program
            + " resurrect for "
            + setup.service().user());
    console.say("Keep the list of apps for that: " + program + " save");
    console.say("Undo this: " + program + " unstartup " + setup.system().name());
  }
}
