package dev.troupe.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command of PM2's that makes no sense here: one line says what there is instead.
 *
 * @param isFine whether what it was meant for is the case already, or needs nothing
 */
record Substitute(String line, boolean isFine) {

  private static final String DASHBOARD =
      "there is no service to sign up to: `web` opens the dashboard of this machine, `key` gives"
          + " others access to it";

  private static final String GIT =
      "repositories are left alone: `git -C FOLDER pull` and `reload NAME`, or `deploy`, which does"
          + " both on many hosts";

  private static final String NPM =
      "modules are npm packages: `npm init` begins one, `npm publish` publishes it, `install` runs"
          + " it";

  private static final String TRACING =
      "there is nothing to install for it: add OpenTelemetry to the app, for example with"
          + " --node-args '--require @opentelemetry/auto-instrumentations-node/register'";

  /** What is said in place of a command; null if it is none of these. */
  static @Nullable Substitute of(String name, List<String> words) {
    return switch (name) {
      case "link" ->
          words.contains("delete")
              ? new Substitute("no service is linked", true)
              : new Substitute(DASHBOARD, false);
      case "unlink", "logout", "unregister" -> new Substitute("no service is linked", true);
      case "login", "register", "plus", "open", "interact", "agent", "whoami", "start-agent" ->
          new Substitute(DASHBOARD, false);
      case "pull", "forward", "backward" -> new Substitute(GIT, false);
      case "create" ->
          new Substitute("nothing has to be made: the first command starts the daemon", true);
      case "deepUpdate" ->
          new Substitute("take a newer release, then `update` hands the apps over to it", false);
      case "logrotate" ->
          new Substitute("log files are rotated as they are written, docs/logs.md says how", true);
      case "examples" -> new Substitute("`COMMAND --help` ends with examples", true);
      case "package", "publish", "module:publish" -> new Substitute(NPM, false);
      case "install-otel", "uninstall-otel" -> new Substitute(TRACING, false);
      default -> null;
    };
  }

  /** Says it; returns the exit code. */
  int say(Console console) {
    if (isFine) {
      console.say(line);
      return ExitCode.OK;
    }
    console.error(line);
    return ExitCode.FAILED;
  }
}
