package dev.troupe.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a daemon is started from.
 *
 * @param java the {@code java} executable
 * @param classPath the daemon's
 * @param options file of the daemon's JVM options; null outside an installation
 * @param archive class archive made for this class path; null if there is none
 */
public record Installation(
    Path java, String classPath, @Nullable Path options, @Nullable Path archive) {

  /** The command that runs a daemon. */
  List<String> daemonCommand() {
    var command = new ArrayList<String>();
    command.add(java.toString());
    if (options != null) {
      command.add("@" + options);
    }
    if (archive != null) {
      command.add("-XX:SharedArchiveFile=" + archive);
      command.add("-Dtroupe.daemon.archive=" + archive);
    }
    command.addAll(List.of("-cp", classPath, "dev.troupe.DaemonMain"));
    return command;
  }
}
