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
   * @param label what its value is, for help; with {@code fixed} too, it may be left out
   * @param yields whether the next word is then the command's own if it has no other
   * @param names the first is the one that it is asked for by
   */
  private record Option(
      String field,
      List<Object> fixed,
      String label,
      boolean yields,
      String about,
      List<String> names) {

    static Option value(String field, String label, String about, String... names) {
      return new Option(field, List.of(), label, false, about, List.of(names));
    }

    static Option flag(String field, Object meaning, String about, String... names) {
      return new Option(field, List.of(meaning), "", false, about, List.of(names));
    }

    static Option optional(
        String field, Object meaning, String label, String about, String... names) {
      return new Option(field, List.of(meaning), label, false, about, List.of(names));
    }

    Option yielding() {
      return new Option(field, fixed, label, true, about, names);
    }

    private boolean isFlag() {
      return label.isEmpty();
    }

    void addTo(Syntax syntax) {
      var all = names.toArray(new String[0]);
      if (isFlag()) {
        syntax.flag(about, all);
      } else if (fixed.isEmpty()) {
        syntax.value(label, about, all);
      } else {
        syntax.loose(label, String.valueOf(fixed.getFirst()), yields, about, all);
      }
    }

    void hideIn(Syntax syntax) {
      var free = names.stream().filter(syntax::isFree).toArray(String[]::new);
      syntax.hidden(!isFlag(), free);
      if (!isFlag() && !fixed.isEmpty()) {
        syntax.completing(String.valueOf(fixed.getFirst()), yields, free);
      }
    }

    void declare(Map<String, Object> declared, Arguments arguments) {
      var name = names.getFirst();
      var value = isFlag() ? null : arguments.value(name);
      if (value != null) {
        boolean isFixed = !fixed.isEmpty() && value.equals(String.valueOf(fixed.getFirst()));
        declared.put(field, isFixed ? fixed.getFirst() : value);
      } else if (isFlag() && arguments.has(name)) {
        declared.put(field, fixed.getFirst());
      }
    }
  }

  private static final List<Option> WHAT =
      List.of(
          Option.value("name", "NAME", "Name of the app; else the script's.", "--name", "-n"),
          Option.value("namespace", "NAME", "Group of apps.", "--namespace", "-N"),
          Option.value(
              "instances",
              "N",
              "How many processes; max is one for each CPU.",
              "--instances",
              "-i"),
          Option.flag("exec_mode", "fork", "Fork mode.", "-x", "--execute-command"),
          Option.value("cwd", "DIR", "Working directory.", "--cwd"),
          Option.value(
              "interpreter",
              "PROGRAM",
              "What runs the script; none runs it itself.",
              "--interpreter"),
          Option.value(
              "node_args",
              "ARGS",
              "Arguments of the interpreter.",
              "--node-args",
              "--interpreter-args"),
          Option.flag(
              "source_map_support",
              true,
              "Node shows places in the sources, as it does anyway.",
              "--source-map-support"),
          Option.flag(
              "disable_source_map_support",
              true,
              "Node shows places as they are.",
              "--disable-source-map-support"),
          Option.optional(
              "filter_env",
              false,
              "PREFIXES",
              "Variables of this shell to leave out, by their beginning; true is all.",
              "--filter-env"),
          Option.value("uid", "USER", "User to run as.", "--uid", "-u", "--user"),
          Option.value("gid", "GROUP", "Group to run as.", "--gid"));

  private static final List<Option> OUTPUT =
      List.of(
          Option.value("out_file", "FILE", "Log of standard output.", "--output", "-o"),
          Option.value("error_file", "FILE", "Log of standard error.", "--error", "-e"),
          Option.optional(
              "log_file", true, "FILE", "Log of both, NAME.log if left out.", "--log", "-l"),
          Option.flag("merge_logs", true, "All instances share their logs.", "--merge-logs"),
          Option.flag("disable_logs", true, "Keep no logs.", "--disable-logs"),
          Option.value("log_type", "TYPE", "json writes objects, raw lines.", "--log-type"),
          Option.value(
              "log_date_format",
              "FORMAT",
              "Time before each line of the logs, in dayjs' tokens.",
              "--log-date-format"),
          Option.flag("time", true, "The time before each line of the logs.", "--time"),
          Option.value("pid_file", "FILE", "Pid file.", "--pid", "-p"));

  private static final List<Option> RESTARTS =
      List.of(
          Option.flag(
              "autostart", false, "Put the app on the list without a start.", "--no-autostart"),
          Option.flag(
              "autorestart", false, "Leave the app stopped once it has ended.", "--no-autorestart"),
          Option.value(
              "max_restarts",
              "N",
              "Unstable ends in a row after which it is given up.",
              "--max-restarts"),
          Option.value(
              "min_uptime", "TIME", "An earlier end is unstable (500, 2s, 1m).", "--min-uptime"),
          Option.value("restart_delay", "TIME", "Pause before a restart.", "--restart-delay"),
          Option.value(
              "exp_backoff_restart_delay",
              "TIME",
              "First pause, which grows with each end.",
              "--exp-backoff-restart-delay"),
          Option.value(
              "stop_exit_codes", "CODES", "Exit codes that mean done: 0,2.", "--stop-exit-codes"),
          Option.optional(
                  "watch",
                  true,
                  "PATH",
                  "Restart it when files change, in its folder or at a path (--watch src).",
                  "--watch")
              .yielding(),
          Option.value(
              "ignore_watch",
              "PATHS",
              "What does not matter then, separated by blanks.",
              "--ignore-watch"),
          Option.value("watch_delay", "TIME", "Pause before that restart.", "--watch-delay"),
          Option.value(
              "max_memory_restart",
              "SIZE",
              "Restart it above so much memory (300M, 1G).",
              "--max-memory-restart"),
          Option.value(
              "cron_restart",
              "CRON",
              "Restart it at these times; 0 ends that.",
              "--cron-restart",
              "--cron",
              "-c"));

  private static final List<Option> LIFE =
      List.of(
          Option.value(
              "kill_timeout", "TIME", "From the stop signal to SIGKILL.", "--kill-timeout", "-k"),
          Option.flag(
              "treekill", false, "Signal the app itself only, not its children.", "--no-treekill"),
          Option.flag(
              "shutdown_with_message",
              true,
              "Stop Node by the message shutdown.",
              "--shutdown-with-message"),
          Option.flag("wait_ready", true, "Node is ready once it says so.", "--wait-ready"),
          Option.value("listen_timeout", "TIME", "Time to become ready.", "--listen-timeout"));

  /** Without meaning here: the daemon's answer warns of those that ask for something. */
  private static final List<Option> OF_PM2 =
      List.of(
          Option.flag("vizion", false, "", "--no-vizion"),
          Option.flag("pmx", false, "", "--no-pmx"),
          Option.flag("automation", false, "", "--no-automation"),
          Option.flag("trace", true, "", "--trace"),
          Option.flag("disable_trace", true, "", "--disable-trace"),
          Option.flag("v8", true, "", "--v8"),
          Option.flag("event_loop_inspector", true, "", "--event-loop-inspector"),
          Option.flag("deep_monitoring", true, "", "--deep-monitoring"),
          Option.flag("write", true, "", "--write", "-w"));

  /** PM2's option of {@code --watch}; a process file has globs for it. */
  private static final String EXTENSIONS = "--ext";

  static Syntax addTo(Syntax syntax) {
    for (var group : List.of(WHAT, OUTPUT, RESTARTS, LIFE)) {
      for (var option : group) {
        option.addTo(syntax);
      }
    }
    OF_PM2.forEach(option -> option.hideIn(syntax));
    return syntax.value("LIST", "Watch only files that end like this: js,json.", EXTENSIONS);
  }

  /** Takes them with a command that they mean nothing to, as PM2 does; help does not show them. */
  static void hideIn(Syntax syntax) {
    for (var group : List.of(WHAT, OUTPUT, RESTARTS, LIFE, OF_PM2)) {
      group.forEach(option -> option.hideIn(syntax));
    }
    syntax.hidden(true, EXTENSIONS);
  }

  /** What the given options declare, for every app that is started with them. */
  static Map<String, Object> declared(Arguments arguments) {
    var declared = changes(arguments);
    for (var option : OF_PM2) {
      option.declare(declared, arguments);
    }
    return declared;
  }

  /** What they change of an app that is managed already. */
  static Map<String, Object> changes(Arguments arguments) {
    var changes = new LinkedHashMap<String, Object>();
    for (var group : List.of(WHAT, OUTPUT, RESTARTS, LIFE)) {
      for (var option : group) {
        option.declare(changes, arguments);
      }
    }
    var extensions = arguments.value(EXTENSIONS);
    var watched = changes.get("watch");
    if (extensions != null && watched != null) {
      changes.put("watch", globs(watched instanceof String path ? path + "/" : "", extensions));
    }
    if (!arguments.appArgs().isEmpty()) {
      changes.put("args", new ArrayList<>(arguments.appArgs()));
    }
    return changes;
  }

  /**
   * Of files with these extensions at any depth: {@code js,json}, with points or without.
   *
   * @param folder below which they are; empty for the app's own
   */
  private static List<String> globs(String folder, String extensions) {
    var globs = new ArrayList<String>();
    for (var part : extensions.split("[, ]+", 0)) {
      if (!part.isEmpty()) {
        globs.add(folder + "**/*." + (part.startsWith(".") ? part.substring(1) : part));
      }
    }
    return globs;
  }
}
