package dev.troupe.os;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells a program that inherits sockets its own process number as {@code LISTEN_PID}, without which
 * sd_listen_fds(3) passes over them. Only the new process itself knows it: so a shell sets it and
 * then becomes the program under the same number.
 */
final class ListenPid {
  private static final String SHELL = "/bin/sh";
  private static final String SCRIPT = "LISTEN_PID=$$ exec \"$0\" \"$@\"";

  private ListenPid() {}

  /** Once the shell has started it is too late for a message of ours, so the disk is looked at. */
  static Resolution tellTo(LaunchPlan plan, ExactCommand command) {
    var obstacle = LaunchFailure.seen(plan, command.executable());
    if (obstacle.isPresent()) {
      return new Resolution.Impossible(obstacle.get());
    }
    var words = new ArrayList<String>(List.of(SHELL, "-c", SCRIPT, command.executable()));
    words.addAll(command.argv().subList(1, command.argv().size()));
    return new Resolution.Found(new ExactCommand(SHELL, words));
  }
}
