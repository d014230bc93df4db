package dev.troupe.cli;

import dev.troupe.api.ReloadRequest;
import dev.troupe.api.RestartRequest;
import dev.troupe.api.StartRequest.Mode;
import java.util.HashSet;
import java.util.Map;

/** Starts anew what is managed already, with what is wanted of it now. */
final class Renewal {
  private final Arguments arguments;
  private final Session session;
  private final Targets targets;

  Renewal(Arguments arguments, Session session, Targets targets) {
    this.arguments = arguments;
    this.session = session;
    this.targets = targets;
  }

  /**
   * Renews what each word on the command line means; returns the exit code.
   *
   * @param mode {@link Mode#RESTART} or {@link Mode#RELOAD}
   */
  int ofWords(Mode mode) throws CommandFailure {
    for (var word : arguments.words()) {
      if (Declarations.isProcessFile(word)) {
        new Start(arguments, session, targets).file(word, mode);
      } else if (arguments.has("--env")) {
        targets.fail("--env needs a process file: " + word + " is none");
      } else {
        for (var target : new TargetWords(arguments, session).of(word)) {
          renew(target, mode);
        }
      }
    }
    return targets.finish(arguments);
  }

  private void renew(String target, Mode mode) throws CommandFailure {
    switch (mode) {
      case START -> restart(target, "start");
      case RESTART -> restart(target, "restart");
      case RELOAD -> reload(target);
    }
  }

  /** Starts what is down, and restarts what is up. */
  void start(String target) throws CommandFailure {
    renew(target, Mode.START);
  }

  private void restart(String target, String action) throws CommandFailure {
    var request = new RestartRequest(env(), changes(), cwd());
    targets.ask(daemon -> daemon.act(target, action, request));
  }

  private void reload(String target) throws CommandFailure {
    var changes = changes();
    var request = new ReloadRequest(env(), arguments.number("--parallel"), changes, cwd());
    var names = new HashSet<String>();
    for (var row : session.daemon().instances(target)) {
      names.add(row.name());
    }
    if (changes.get("name") instanceof String name) {
      names.add(name);
    }
    targets.reload(names, daemon -> daemon.act(target, "reload", request));
  }

  private Map<String, String> env() {
    return arguments.has("--update-env") ? session.caller().env() : Map.of();
  }

  private String cwd() {
    return session.caller().cwd().toString();
  }

  /** What the options describe; how many instances there are is left to scale. */
  private Map<String, Object> changes() {
    var changes = StartOptions.changes(arguments);
    if (changes.remove("instances") != null) {
      session.console().warn("--instances is left aside: scale changes how many there are");
    }
    return changes;
  }
}
