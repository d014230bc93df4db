package dev.troupe.cli;

import dev.troupe.api.RestartRequest;
import dev.troupe.api.StartRequest;
import dev.troupe.model.InstanceSummary;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts what words on the command line mean. */
final class Start {
  private final Arguments arguments;
  private final Session session;
  private final Targets targets;
  private final Declarations declarations;

  Start(Arguments arguments, Session session, Targets targets) {
    this.arguments = arguments;
    this.session = session;
    this.targets = targets;
    this.declarations = new Declarations(arguments, session);
  }

  /**
   * Starts the apps of a process file, a managed app of that name, namespace or id, or else a
   * script.
   */
  void word(String word) throws CommandFailure {
    if (Declarations.isProcessFile(word)) {
      file(word);
    } else if (mayBeName(word) && isManaged(word)) {
      managed(word);
    } else {
      script(word);
    }
  }

  /** Starts the apps of a process file; those that are managed already are restarted. */
  void file(String file) throws CommandFailure {
    warnOfOptions(file + " declares its apps", "write them there");
    var declared = declarations.read(file);
    declarations.check(declared);
    post(declared.apps(), declared.base(), true);
  }

  private void managed(String word) throws CommandFailure {
    warnOfOptions(word + " is managed already", "delete it to declare it anew");
    var env = arguments.has("--update-env") ? session.caller().env() : Map.<String, String>of();
    targets.ask(daemon -> daemon.act(word, "start", new RestartRequest(env)));
  }

  private void script(String script) throws CommandFailure {
    Map<String, Object> app = new LinkedHashMap<>();
    app.put("script", script);
    app.putAll(StartOptions.declared(arguments));
    declarations.check(app);
    post(List.of(app), session.caller().cwd(), false);
  }

  private void post(List<Map<String, Object>> apps, Path base, boolean fromFile)
      throws CommandFailure {
    var request =
        new StartRequest(
            apps,
            base.toString(),
            session.caller().env(),
            arguments.has("--force"),
            fromFile,
            arguments.value("--env"));
    targets.ask(daemon -> daemon.post("/apps", request));
  }

  /** Options that describe an app say nothing where it has been described elsewhere. */
  private void warnOfOptions(String reason, String remedy) {
    if (!StartOptions.declared(arguments).isEmpty()) {
      session.console().warn(reason + ": options that describe an app are left aside; " + remedy);
    }
  }

  /** PM2's rule: without slash and extension. */
  private static boolean mayBeName(String word) {
    return word.indexOf('/') < 0 && word.indexOf('.') < 0;
  }

  private boolean isManaged(String word) throws CommandFailure {
    for (InstanceSummary row : session.daemon().instances()) {
      if (row.name().equals(word)
          || row.namespace().equals(word)
          || Integer.toString(row.id()).equals(word)) {
        return true;
      }
    }
    return false;
  }
}
