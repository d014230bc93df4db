package dev.troupe.os;

import dev.troupe.model.Limits;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to start.
 *
 * @param command executable and arguments; an executable without a slash is looked up in the {@code
 *     PATH} of {@code env}
 * @param cwd absolute working directory
 * @param env the child's whole environment
 * @param user name or number to run as; null is the daemon's own
 * @param group name or number to run as; null is the user's login group
 * @param wiring what it is connected to
 * @param limits what it may use; those by cgroup are the business of {@code cgroup}
 * @param cgroup absolute folder of the cgroup it begins in; null for the daemon's
 */
public record LaunchPlan(
    List<String> command,
    String cwd,
    Map<String, String> env,
    @Nullable String user,
    @Nullable String group,
    Wiring wiring,
    Limits limits,
    @Nullable String cgroup) {

  /** Without limits. */
  public LaunchPlan(
      List<String> command,
      String cwd,
      Map<String, String> env,
      @Nullable String user,
      @Nullable String group,
      Wiring wiring) {
    this(command, cwd, env, user, group, wiring, Limits.NONE, null);
  }

  public LaunchPlan {
    command = List.copyOf(command);
    env = Map.copyOf(env);
  }
}
