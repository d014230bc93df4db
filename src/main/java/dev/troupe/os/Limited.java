package dev.troupe.os;

import com.sun.security.auth.module.UnixSystem;
import dev.troupe.model.Limits.Ulimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command with limits that hold from its first instruction on: a shell sets what it can,
 * nice(1) and prlimit(1) the rest, each becoming the next under the same process number.
 */
final class Limited {
  private static final String USUAL_FOLDERS = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

  private Limited() {}

  /** Whether there is anything to be set before a program begins. */
  static boolean isNeeded(LaunchPlan plan) {
    var limits = plan.limits();
    return limits.nice() != null
        || limits.oomScoreAdj() != null
        || limits.umask() != null
        || !limits.ulimits().isEmpty()
        || plan.cgroup() != null;
  }

  static Resolution resolve(LaunchPlan plan, ExactCommand command) {
    var obstacle = obstacle(plan, command);
    if (obstacle.isPresent()) {
      return new Resolution.Impossible(obstacle.get());
    }
    var words = new ArrayList<String>(List.of("/bin/sh", "-c", script(plan), "sh"));
    var limits = plan.limits();
    if (!limits.ulimits().isEmpty()) {
      words.add(tool("prlimit").orElseThrow());
      limits.ulimits().forEach(limit -> words.add(option(limit)));
      words.add("--");
    }
    words.add(command.executable());
    words.addAll(command.argv().subList(1, command.argv().size()));
    return new Resolution.Found(new ExactCommand("/bin/sh", words));
  }

  /** Once the shell has started it is too late for a message of ours. */
  private static Optional<String> obstacle(LaunchPlan plan, ExactCommand command) {
    var limits = plan.limits();
    if (limits.nice() != null && limits.nice() < 0 && !isRoot()) {
      return because(plan, "only root may raise its priority (nice %d)", limits.nice());
    }
    if (limits.oomScoreAdj() != null && limits.oomScoreAdj() < 0 && !isRoot()) {
      return because(plan, "only root may lower oom_score_adj (%d)", limits.oomScoreAdj());
    }
    if (limits.nice() != null && tool("nice").isEmpty()) {
      return Optional.of(LaunchFailure.message(plan, "nice is missing; install coreutils"));
    }
    if (!limits.ulimits().isEmpty() && tool("prlimit").isEmpty()) {
      return Optional.of(
          LaunchFailure.message(
              plan, "prlimit, which sets ulimits, is missing; install util-linux"));
    }
    return LaunchFailure.seen(plan, command.executable());
  }

  private static Optional<String> because(LaunchPlan plan, String why, int value) {
    return Optional.of(
        LaunchFailure.message(
            plan, why.formatted(value) + "; start the daemon as root or leave it out"));
  }

  private static boolean isRoot() {
    return new UnixSystem().getUid() == 0;
  }

  private static Optional<String> tool(String name) {
    var folders = System.getenv().getOrDefault("PATH", "") + ":" + USUAL_FOLDERS;
    return CommandSearch.search(name, folders, "/");
  }

  /** The shell's own process becomes the program, so what it does to itself holds for that. */
  private static String script(LaunchPlan plan) {
    var limits = plan.limits();
    var script = new StringBuilder();
    if (plan.cgroup() != null) {
      script.append("echo $$ > '%s/cgroup.procs'; ".formatted(plan.cgroup()));
    }
    if (limits.oomScoreAdj() != null) {
      script.append("echo %d > /proc/self/oom_score_adj; ".formatted(limits.oomScoreAdj()));
    }
    if (limits.umask() != null) {
      script.append("umask %03o; ".formatted(limits.umask()));
    }
    return script.append("exec ").append(niceness(limits.nice())).append("\"$@\"").toString();
  }

  /** nice(1) adds to what the daemon itself has, which need not be 0. */
  private static String niceness(@Nullable Integer wanted) {
    if (wanted == null) {
      return "";
    }
    var nice = tool("nice").orElseThrow();
    return "'%s' -n $((%d - $('%s'))) -- ".formatted(nice, wanted, nice);
  }

  private static String option(Ulimit limit) {
    return "--%s=%s:%s".formatted(limit.resource(), text(limit.soft()), text(limit.hard()));
  }

  private static String text(@Nullable Long number) {
    return number == null ? "unlimited" : number.toString();
  }
}
