package dev.troupe.cli.boot;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is to run from boot on: the daemon of one home, with the apps that are saved there.
 *
 * @param name of the service, without any extension
 * @param user whom it runs as
 * @param pidFile where the daemon writes its pid, absolute
 * @param program Troupe's launcher, absolute
 * @param variables its environment
 * @param needsNetwork whether it waits until this machine has an address
 */
public record BootService(
    String name,
    String user,
    Path pidFile,
    Path program,
    SortedMap<String, String> variables,
    boolean needsNetwork) {

  /** What tells a file of ours from one that somebody else wrote. */
  static final String MARK = "Written by `troupe startup`";

  /** For the open file descriptors of all apps; systemd and PM2's users know no lower one. */
  static final int OPEN_FILES = 1_048_576;

  public BootService {
    variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
  }

  String description() {
    return "Troupe, process manager of " + user;
  }

  /** The command line of one of Troupe's commands in this environment, for a shell. */
  String shellCommand() {
    var command = new StringBuilder("exec env");
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      command.append(' ').append(Shell.quoted(variable.getKey() + "=" + variable.getValue()));
    }
    return command.append(' ').append(Shell.quoted(program.toString())).toString();
  }
}
