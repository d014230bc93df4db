package dev.troupe.cli.deploy;

import dev.troupe.cli.boot.Shell;
import java.util.ArrayList;
import java.util.List;

/** How a script is run on a machine. */
public final class Ssh {
  private Ssh() {}

  /** The command line. The script travels as one word, whatever shell the user has there. */
  public static List<String> command(DeployTarget target, String host, String script) {
    var command = new ArrayList<String>();
    command.add("ssh");
    for (var option : target.sshOptions()) {
      command.addAll(List.of("-o", option));
    }
    if (target.key() != null) {
      command.addAll(List.of("-i", target.key()));
    }
    if (target.port() != null) {
      command.addAll(List.of("-p", target.port()));
    }
    if (target.forwardsAgent()) {
      command.add("-A");
    }
    if (target.needsTerminal()) {
      command.add("-t");
    }
    command.add(target.address(host));
    command.add("bash -c " + Shell.quoted(script));
    return command;
  }
}
