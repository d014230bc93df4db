package dev.troupe.cli;

import dev.troupe.api.StartRequest;
import dev.troupe.api.StartRequest.Mode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Starts what words on the command line mean. */
final class Start {
  private static final String ALL = "all";

  private final Arguments arguments;
  private final Session session;
  private final Targets targets;
  private final Declarations declarations;
  private final UnaryOperator<Map<String, Object>> habits;

  Start(Arguments arguments, Session session, Targets targets) {
    this(arguments, session, targets, UnaryOperator.identity());
  }

  /**
   * @param habits what is added to each declaration
   */
  Start(
      Arguments arguments,
      Session session,
      Targets targets,
      UnaryOperator<Map<String, Object>> habits) {
    this.arguments = arguments;
    this.session = session;
    this.targets = targets;
    this.habits = habits;
    this.declarations = new Declarations(arguments, session);
  }

  /**
   * Starts the apps of a process file, a managed app of that name, namespace or id, or else a
   * script.
   */
  void word(String word) throws CommandFailure {
    if (Declarations.isProcessFile(word)) {
      file(word, Mode.RESTART);
    } else if (word.equals(ALL) || (mayBeName(word) && TargetWords.isManaged(word, session))) {
      managed(word);
    } else {
      script(word);
    }
  }

  /**
   * Starts the apps of a process file.
   *
   * @param mode what becomes of those that are managed already
   */
  void file(String file, Mode mode) throws CommandFailure {
    warnOfOptions(file + " declares its apps", "write them there");
    var declared = declarations.read(file).changed(habits);
    var names = declarations.check(declared);
    var request = request(declared.apps(), declared.base(), mode);
    if (mode == Mode.RELOAD) {
      targets.reload(names, daemon -> daemon.post("/apps", request));
    } else {
      targets.ask(daemon -> daemon.post("/apps", request));
    }
  }

  private void managed(String word) throws CommandFailure {
    new Renewal(arguments, session, targets).start(word);
  }

  private void script(String script) throws CommandFailure {
    Map<String, Object> app = new LinkedHashMap<>();
    app.put("script", script);
    app.putAll(StartOptions.declared(arguments));
    app.values().removeIf("null"::equals);
    app(app);
  }

  /** Starts an app that is declared here. */
  void app(Map<String, Object> declared) throws CommandFailure {
    var app = habits.apply(declared);
    declarations.check(app);
    var request = request(List.of(app), session.caller().cwd(), Mode.START);
    targets.ask(daemon -> daemon.post("/apps", request));
  }

  private StartRequest request(List<Map<String, Object>> apps, Path base, Mode mode)
      throws CommandFailure {
    return new StartRequest(
        apps,
        base.toString(),
        session.caller().env(),
        arguments.has("--force"),
        mode,
        arguments.value("--env"),
        arguments.number("--parallel"));
  }

  /** Options that describe an app say nothing where it has been described elsewhere. */
  private void warnOfOptions(String reason, String remedy) {
    if (!StartOptions.changes(arguments).isEmpty()) {
      session.console().warn(reason + ": options that describe an app are left aside; " + remedy);
    }
  }

  /** PM2's rule: without slash and extension. */
  private static boolean mayBeName(String word) {
    return word.indexOf('/') < 0 && word.indexOf('.') < 0;
  }
}
