package dev.troupe.os;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells a program its own process number in variables such as {@code LISTEN_PID}, without which
 * sd_listen_fds(3) passes over inherited sockets. Only the new process itself knows it: so a shell
 * sets them and then becomes the program under the same number.
 */
final class OwnPid {
  private static final String SHELL = "/bin/sh";
  private static final String ENV = "/usr/bin/env";
  private static final Pattern SHELL_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private OwnPid() {}

  /**
   * The command that does so. Once the shell has started it is too late for a message of ours, so
   * the disk is looked at.
   *
   * @param variables to set, which a shell can name
   */
  static Resolution tellTo(LaunchPlan plan, ExactCommand command, List<String> variables) {
    var obstacle = LaunchFailure.seen(plan, command.executable());
    if (obstacle.isPresent()) {
      return new Resolution.Impossible(obstacle.get());
    }
    var words = new ArrayList<String>(List.of(SHELL, "-c", script(variables)));
    words.addAll(restoring(plan.env()));
    words.add(command.executable());
    words.addAll(command.argv().subList(1, command.argv().size()));
    return new Resolution.Found(new ExactCommand(SHELL, words));
  }

  private static String script(List<String> variables) {
    return variables.stream()
        .map(variable -> variable + "=$$ ")
        .collect(Collectors.joining("", "", "exec \"$0\" \"$@\""));
  }

  /** Shells drop variables whose names they could not have written themselves. */
  private static List<String> restoring(Map<String, String> env) {
    var lost = new ArrayList<String>();
    for (var entry : env.entrySet()) {
      if (!SHELL_NAME.matcher(entry.getKey()).matches()) {
        lost.add(entry.getKey() + "=" + entry.getValue());
      }
    }
    if (!lost.isEmpty()) {
      lost.addFirst(ENV);
    }
    return lost;
  }
}
