package dev.troupe.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of {@code start} that describe an app, and the fields of a process file they set. */
final class StartOptions {
  private StartOptions() {}

  /**
   * An option and what it declares.
   *
   * @param field of a process file
   * @param fixed what the option means by being there; without it the option's value is meant
   */
  private record Option(String name, String field, List<Object> fixed) {
    boolean isFlag() {
      return !fixed.isEmpty();
    }

    static Option value(String name, String field) {
      return new Option(name, field, List.of());
    }

    static Option flag(String name, String field, Object meaning) {
      return new Option(name, field, List.of(meaning));
    }
  }

  private static final List<Option> OPTIONS =
      List.of(
          Option.value("--name", "name"),
          Option.value("--namespace", "namespace"),
          Option.value("--instances", "instances"),
          Option.flag("-x", "exec_mode", "fork"),
          Option.value("--cwd", "cwd"),
          Option.value("--interpreter", "interpreter"),
          Option.value("--node-args", "node_args"),
          Option.value("--uid", "uid"),
          Option.value("--gid", "gid"),
          Option.value("--output", "out_file"),
          Option.value("--error", "error_file"),
          Option.value("--log", "log_file"),
          Option.flag("--merge-logs", "merge_logs", true),
          Option.value("--pid", "pid_file"),
          Option.flag("--no-autorestart", "autorestart", false),
          Option.value("--max-restarts", "max_restarts"),
          Option.value("--min-uptime", "min_uptime"),
          Option.value("--restart-delay", "restart_delay"),
          Option.value("--exp-backoff-restart-delay", "exp_backoff_restart_delay"),
          Option.value("--stop-exit-codes", "stop_exit_codes"),
          Option.value("--kill-timeout", "kill_timeout"),
          Option.flag("--no-treekill", "treekill", false),
          Option.flag("--shutdown-with-message", "shutdown_with_message", true),
          Option.flag("--wait-ready", "wait_ready", true),
          Option.value("--listen-timeout", "listen_timeout"));

  static Syntax addTo(Syntax syntax) {
    addWhat(syntax);
    addOutput(syntax);
    return syntax
        .flag("Leave the app stopped once it has ended.", "--no-autorestart")
        .value("N", "Unstable ends in a row after which it is given up.", "--max-restarts")
        .value("TIME", "An earlier end is unstable (500, 2s, 1m).", "--min-uptime")
        .value("TIME", "Pause before a restart.", "--restart-delay")
        .value("TIME", "First pause, which grows with each end.", "--exp-backoff-restart-delay")
        .value("CODES", "Exit codes that mean done: 0,2.", "--stop-exit-codes")
        .value("TIME", "From the stop signal to SIGKILL.", "--kill-timeout")
        .flag("Signal the app itself only, not its children.", "--no-treekill")
        .flag("Stop Node by the message shutdown.", "--shutdown-with-message")
        .flag("Node is ready once it says so.", "--wait-ready")
        .value("TIME", "Time to become ready.", "--listen-timeout");
  }

  private static void addWhat(Syntax syntax) {
    syntax
        .value("NAME", "Name of the app; else the script's.", "--name", "-n")
        .value("NAME", "Group of apps.", "--namespace", "-N")
        .value("N", "How many processes; max is one for each CPU.", "--instances", "-i")
        .flag("Fork mode.", "-x", "--execute-command")
        .value("DIR", "Working directory.", "--cwd")
        .value("PROGRAM", "What runs the script; none runs it itself.", "--interpreter")
        .value("ARGS", "Arguments of the interpreter.", "--node-args", "--interpreter-args")
        .value("USER", "User to run as.", "--uid", "-u", "--user")
        .value("GROUP", "Group to run as.", "--gid");
  }

  private static void addOutput(Syntax syntax) {
    syntax
        .value("FILE", "Log of standard output.", "--output", "-o")
        .value("FILE", "Log of standard error.", "--error", "-e")
        .value("FILE", "Log of both.", "--log", "-l")
        .flag("All instances share their logs.", "--merge-logs")
        .value("FILE", "Pid file.", "--pid", "-p");
  }

  /** What the given options declare, for every app that is started with them. */
  static Map<String, Object> declared(Arguments arguments) {
    var declared = new LinkedHashMap<String, Object>();
    for (var option : OPTIONS) {
      var value = option.isFlag() ? null : arguments.value(option.name);
      if (value != null) {
        declared.put(option.field, value);
      } else if (option.isFlag() && arguments.has(option.name)) {
        declared.put(option.field, option.fixed.getFirst());
      }
    }
    if (!arguments.appArgs().isEmpty()) {
      declared.put("args", new ArrayList<>(arguments.appArgs()));
    }
    return declared;
  }
}
