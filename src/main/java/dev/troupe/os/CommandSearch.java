package dev.troupe.os;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds out what exactly a plan executes: searches its {@code PATH}, changes the user, adds what a
 * program with sockets needs.
 */
public final class CommandSearch {
  /** Where execvp(3) looks if there is no {@code PATH}. */
  private static final String DEFAULT_PATH = "/bin:/usr/bin";

  private CommandSearch() {}

  /** The file to execute and its command line. Looks at the disk. */
  public static Resolution resolve(LaunchPlan plan) {
    if (hasNul(plan)) {
      return new Resolution.Impossible(LaunchFailure.nul(plan));
    }
    var executable = executable(plan);
    if (executable.isEmpty()) {
      return new Resolution.Impossible(LaunchFailure.notInPath(plan, path(plan)));
    }
    return limit(plan, resolve(plan, new ExactCommand(executable.get(), plan.command())));
  }

  private static Resolution resolve(LaunchPlan plan, ExactCommand command) {
    var variables = plan.wiring().allPidVariables();
    return variables.isEmpty()
        ? changeUser(plan, command)
        : switch (OwnPid.tellTo(plan, command, variables)) {
          case Resolution.Impossible impossible -> impossible;
          case Resolution.Found(var told) -> changeUser(plan, told);
        };
  }

  /** Limits first: as another user it may not change them any longer. */
  private static Resolution limit(LaunchPlan plan, Resolution resolution) {
    return switch (resolution) {
      case Resolution.Found(var command) when Limited.isNeeded(plan) ->
          Limited.resolve(plan, command);
      case Resolution.Found _, Resolution.Impossible _ -> resolution;
    };
  }

  private static Resolution changeUser(LaunchPlan plan, ExactCommand command) {
    return plan.user() == null && plan.group() == null
        ? new Resolution.Found(command)
        : OtherUser.resolve(plan, command);
  }

  /** The first executable file of that name in the folders of {@code path}. */
  static Optional<String> search(String name, String path, String cwd) {
    for (var folder : path.split(":", -1)) {
      var file = Path.of(cwd).resolve(folder).resolve(name);
      if (Files.isRegularFile(file) && Files.isExecutable(file)) {
        return Optional.of(file.toString());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> executable(LaunchPlan plan) {
    var name = plan.command().getFirst();
    return name.indexOf('/') >= 0 ? Optional.of(name) : search(name, path(plan), plan.cwd());
  }

  private static String path(LaunchPlan plan) {
    return plan.env().getOrDefault("PATH", DEFAULT_PATH);
  }

  private static boolean hasNul(LaunchPlan plan) {
    for (var word : plan.command()) {
      if (word.indexOf('\0') >= 0) {
        return true;
      }
    }
    for (var entry : plan.env().entrySet()) {
      if (entry.getKey().indexOf('\0') >= 0 || entry.getValue().indexOf('\0') >= 0) {
        return true;
      }
    }
    return false;
  }
}
