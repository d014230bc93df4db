package dev.troupe.http;

import dev.troupe.model.AppSpec;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.UnifiedGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Limits of memory and cpus that were declared but do not hold, since the daemon may make no
 * cgroups. A child that has them is in a group of its own, the others share the daemon's
 * (cgroups(7), {@code /proc/PID/cgroup}).
 *
 * @param proc where the kernel tells of processes
 */
record UnappliedLimits(Path proc) {

  static boolean areDeclared(AppSpec spec) {
    return spec.limits().memory() != null || spec.limits().cpus() != null;
  }

  /** Says so, and what to do; empty if they hold, or nothing runs. */
  Optional<String> of(AppSpec spec, InstanceSnapshot instance) {
    if (!areDeclared(spec) || instance.pid() == null) {
      return Optional.empty();
    }
    var group = group(Long.toString(instance.pid()));
    return group.isPresent() && group.equals(group("self"))
        ? Optional.of(
            "its limits of memory and cpus do not hold, for the daemon can make no cgroup: give it"
                + " one of its own (troupe startup, or systemd-run --scope -p Delegate=yes)")
        : Optional.empty();
  }

  /** No text without cgroup v2; empty if the process has ended. */
  private Optional<String> group(String process) {
    try {
      var lines = Files.readAllLines(proc.resolve(process).resolve("cgroup"));
      return Optional.of(UnifiedGroup.of(lines).orElse(""));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
