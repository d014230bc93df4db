package dev.troupe.cli;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ways to run in the foreground, each with the habits of the program it is known by. */
enum ForegroundStyle {
  /** {@code troupe-runtime}: a container's first process. */
  RUNTIME,
  /** {@code troupe-dev}: for somebody who is writing the app. */
  DEVELOPMENT,
  /** {@code start --no-daemon}. */
  START;

  private static final List<String> LOG_FIELDS =
      List.of("out_file", "out", "output", "out_log", "log_file", "log");
  private static final List<String> ERROR_FIELDS =
      List.of("error_file", "error", "err", "err_file", "err_log", "log_file", "log");
  private static final String NOWHERE = "/dev/null";

  /** Options that ask for what PM2 sells. */
  private static final List<String> IGNORED = List.of("--secret", "--public", "--machine-name");

  /** Whether the saved apps are meant, for the service that starts them at boot. */
  static boolean isService(String program, List<String> args) {
    return of(program) == START && !args.isEmpty() && args.getFirst().equals("resurrect");
  }

  static ForegroundStyle of(String program, List<String> args) throws CommandFailure {
    var style = of(program);
    if (style == START && (args.isEmpty() || !args.getFirst().equals("start"))) {
      throw new CommandFailure(
          "--no-daemon goes with start and resurrect; without it the daemon runs in the"
              + " background");
    }
    return style;
  }

  private static ForegroundStyle of(String program) {
    if (program.endsWith("-dev")) {
      return DEVELOPMENT;
    }
    return program.endsWith("-runtime") || program.endsWith("-docker") ? RUNTIME : START;
  }

  /** The arguments without the word {@code start}, which may be left out. */
  List<String> words(List<String> args) {
    boolean isNamed =
        !args.isEmpty() && (args.getFirst().equals("start") || args.getFirst().equals("run"));
    return isNamed ? args.subList(1, args.size()) : args;
  }

  /** Who calls; a developer's daemon has a home of its own, {@code ~/.troupe-dev}. */
  static Caller in(Caller caller) {
    if (of(caller.program()) != DEVELOPMENT) {
      return caller;
    }
    var env = new HashMap<>(caller.env());
    var user = env.getOrDefault("HOME", System.getProperty("user.home", "/"));
    env.put("TROUPE_HOME", user + "/." + caller.program());
    return caller.with(env);
  }

  Syntax syntax() {
    var syntax =
        new Syntax(summary(), "start")
            .words(
                "WHAT",
                0,
                Syntax.MANY,
                "Script, command or process file; ecosystem.config.js if left out.");
    StartOptions.addTo(syntax)
        .value("X", "Add env_X of the process file to env.", "--env")
        .value("NAMES", "Only these apps of a process file.", "--only")
        .flag("Text alone.", "--raw")
        .flag("Each line an object.", "--json")
        .flag("Each line as key=value.", "--format")
        .flag("Each line with id and name of its app.", "--formatted")
        .flag("The time before each line.", "--timestamp")
        .flag("Show the version.", "--version", "-V");
    return switch (this) {
      case RUNTIME -> runtimeOptions(syntax);
      case DEVELOPMENT ->
          syntax
              .flag("Start in the background and return.", "--test-mode")
              .examples("app.js", "start ecosystem.config.js");
      case START -> startOptions(syntax);
    };
  }

  private String summary() {
    return switch (this) {
      case RUNTIME -> "Run apps as a container's first process.";
      case DEVELOPMENT -> "Run apps, restart them when their files change, show what they print.";
      case START -> "Start apps and stay in the foreground.";
    };
  }

  private static Syntax runtimeOptions(Syntax syntax) {
    syntax
        .value("SECONDS", "Wait before the start.", "--delay")
        .flag("Stay when no app is left.", "--no-auto-exit")
        .flag("End with 2 when no app is left; the rule unless told otherwise.", "--auto-exit")
        .optional("PORT", "Taken for PM2's sake: TROUPE_HTTP_PORT sets the port.", "--web");
    for (var name : IGNORED) {
      syntax.optional("VALUE", "PM2's monitoring service; ignored.", name);
    }
    return syntax.examples(
        "app.js", "start ecosystem.config.js --env production", "app.js -i max --json");
  }

  private static Syntax startOptions(Syntax syntax) {
    return syntax
        .flag("Stay in the foreground.", "--no-daemon")
        .flag("Give a known app the variables of this shell.", "--update-env", "-a")
        .flag("Start it even if it runs already.", "--force", "-f")
        .examples("app.js --no-daemon");
  }

  /** Says which of the given options mean nothing here. */
  static void announceIgnored(Arguments arguments, Console console) {
    for (var name : IGNORED) {
      if (arguments.has(name)) {
        console.warn(name + " belongs to PM2's monitoring service and is ignored");
      }
    }
    if (arguments.has("--web")) {
      console.warn("--web is not needed: the daemon listens at TROUPE_HTTP_PORT anyway");
    }
  }

  /** How an app is declared that says nothing else about it. */
  Map<String, Object> withHabits(Map<String, Object> app) {
    var changed = new LinkedHashMap<>(app);
    switch (this) {
      case RUNTIME -> {
        if (LOG_FIELDS.stream().noneMatch(app::containsKey)) {
          changed.put("out_file", NOWHERE);
        }
        if (ERROR_FIELDS.stream().noneMatch(app::containsKey)) {
          changed.put("error_file", NOWHERE);
        }
      }
      case DEVELOPMENT -> changed.putIfAbsent("watch", true);
      case START -> {
        // As in the background.
      }
    }
    return changed;
  }
}
