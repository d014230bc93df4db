package dev.troupe.cli.deploy;

import dev.troupe.cli.boot.Shell;
import dev.troupe.cli.deploy.DeployTarget.Hook;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The bash script for one machine. The layout is PM2's, so that what PM2 has deployed goes on:
 * {@code source} (the clone), {@code current} (a link to it), {@code shared/logs}, {@code
 * shared/pids}, and {@code .deploys}, a commit a line. Pure.
 */
public final class DeployScript {
  private static final String FEW_COMMITS = " --depth=5"; // PM2's fetch: fast

  private final DeployTarget target;
  private final List<String> lines = new ArrayList<>();

  private DeployScript(DeployTarget target) {
    this.target = target;
  }

  /** The script of an action. It ends with the exit code of the first step that fails. */
  public static String of(DeployTarget target, DeployAction action) {
    return new DeployScript(target).write(action);
  }

  private String write(DeployAction action) {
    lines.add("set -e");
    lines.add("base=" + Shell.quoted(target.path()));
    lines.add("export SHARED=\"$base/shared\"");
    new TreeMap<>(target.env())
        .forEach((name, value) -> lines.add("export " + name + "=" + Shell.quoted(value)));
    switch (action) {
      case DeployAction.Setup _ -> setup();
      case DeployAction.Update(var ref) -> deploy("ref=" + Shell.quoted(ref));
      case DeployAction.Revert(int steps) -> deploy(earlier(steps));
      case DeployAction.Current _ -> lines.add("git -C \"$base/source\" rev-parse --short HEAD");
      case DeployAction.Previous _ -> {
        lines.add(earlier(1));
        lines.add("echo \"$ref\"");
      }
      case DeployAction.History _ ->
          lines.add("tac \"$base/.deploys\" | awk '{ printf \"%d\\t%s\\n\", NR - 1, $0 }'");
      case DeployAction.Exec(var command) -> {
        lines.add("cd \"$base/current\"");
        lines.add(command);
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private void setup() {
    lines.add("if [ -e \"$base/source/.git\" ]; then");
    lines.add("  echo \"$base/source is there already: setup has been done, update it\" >&2");
    lines.add("  exit 1");
    lines.add("fi");
    hook(Hook.PRE_SETUP, "");
    lines.add("mkdir -p \"$base/shared/logs\" \"$base/shared/pids\"");
    say("cloning " + target.repo());
    lines.add(
        "git clone" + depth() + branch() + " " + Shell.quoted(target.repo()) + " \"$base/source\"");
    lines.add("ln -sfn \"$base/source\" \"$base/current\"");
    hook(Hook.POST_SETUP, "$base/current");
    say("setup complete");
  }

  private String depth() {
    return target.isShallow() ? FEW_COMMITS : "";
  }

  private String branch() {
    return " --branch " + Shell.quoted(target.ref().replaceFirst("^origin/", ""));
  }

  /**
   * @param reference sets {@code ref}
   */
  private void deploy(String reference) {
    lines.add(reference);
    hook(Hook.PRE_DEPLOY, "$base/current");
    say("fetching updates");
    lines.add("git -C \"$base/source\" fetch --all --tags" + depth());
    lines.add("echo \"  - resetting HEAD to $ref\"");
    lines.add("git -C \"$base/source\" reset --hard \"$ref\"");
    lines.add("ln -sfn \"$base/source\" \"$base/current\"");
    lines.add("git -C \"$base/source\" rev-parse HEAD >>\"$base/.deploys\"");
    hook(Hook.POST_DEPLOY, "$base/current");
    lines.add("echo \"  - deployed $ref\"");
  }

  private static String earlier(int steps) {
    return """
    count=$(wc -l <"$base/.deploys")
    if [ "$count" -le %d ]; then
      echo "there are only $count deployments" >&2
      exit 1
    fi
    ref=$(tail -n %d "$base/.deploys" | head -n 1)\
    """
        .formatted(steps, steps + 1);
  }

  /** In a shell of its own: whatever is in it, what follows is not changed by it. */
  private void hook(Hook hook, String folder) {
    var commands = target.hooks().get(hook);
    if (commands == null) {
      return;
    }
    say(hook.field() + ": " + commands);
    var where = folder.isEmpty() ? "" : "cd \"" + folder + "\" && ";
    lines.add("(" + where + "exec bash -c " + Shell.quoted(commands) + ")");
  }

  private void say(String text) {
    lines.add("echo " + Shell.quoted("  - " + text));
  }
}
