package dev.troupe.cli;

import dev.troupe.api.Apps;
import dev.troupe.api.Json;
import dev.troupe.api.RestartRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows and changes the settings of apps and modules; a changed app is restarted with them. */
final class Settings {
  /** The module of PM2 whose settings the daemon knows. */
  private static final String ROTATION = "pm2-logrotate";

  private final Session session;
  private final ModuleConf conf;

  Settings(Session session) throws CommandFailure {
    this.session = session;
    this.conf = ModuleConf.read(session);
  }

  /** Shows one setting, a section of them, or all. */
  int show(String key) throws CommandFailure {
    if (key.equals(ModuleConf.ALL)) {
      session.console().show(ModuleConf.lines("", conf.all()));
      return ExitCode.OK;
    }
    var value = conf.get(ModuleConf.path(key));
    if (value == null) {
      throw new CommandFailure("there is no setting " + key);
    }
    var section = ModuleConf.map(value);
    session.console().show(section == null ? value + "\n" : ModuleConf.lines(key + ".", section));
    return ExitCode.OK;
  }

  /**
   * Sets keys to values.
   *
   * @param words key, value, key, value ...
   */
  int set(List<String> words) throws CommandFailure {
    var variables = new LinkedHashMap<String, Map<String, String>>();
    for (int at = 0; at < words.size(); at += 2) {
      set(ModuleConf.path(words.get(at)), words.get(at + 1), variables);
    }
    tellRotation(variables.containsKey(ROTATION));
    conf.write();
    for (int at = 0; at < words.size(); at += 2) {
      session.console().say("Set " + words.get(at) + " to " + words.get(at + 1));
    }
    return restart(variables);
  }

  /**
   * A daemon that runs rotates by what pm2-logrotate is set to at once, or refuses it; the next one
   * reads it when it starts.
   */
  private void tellRotation(boolean hasChanged) throws CommandFailure {
    if (!hasChanged) {
      return;
    }
    var section = ModuleConf.map(conf.get(List.of(ROTATION)));
    var words = Json.write(section == null ? Map.of() : section);
    var reply = session.daemon().askRunning("PUT", "/logs/rotation", words);
    if (reply != null && !reply.isOk()) {
      throw new CommandFailure(reply.complaint());
    }
  }

  /** A key in a section is a variable of the app of that name, if there is one. */
  private void set(List<String> path, String value, Map<String, Map<String, String>> variables)
      throws CommandFailure {
    if (path.getFirst().equals(ModuleConf.ALL)) {
      throw new CommandFailure("all means every setting: give one a name of its own");
    }
    conf.set(path, value);
    if (path.size() == 2) {
      variables
          .computeIfAbsent(path.getFirst(), _ -> new LinkedHashMap<>())
          .put(path.getLast(), value);
    }
  }

  /** Removes one setting or section, or all; one that is not there is fine. */
  int unset(String key) throws CommandFailure {
    if (key.equals(ModuleConf.ALL)) {
      conf.clear();
    } else if (!conf.unset(ModuleConf.path(key))) {
      session.console().say("There was no setting " + key);
      return ExitCode.OK;
    }
    tellRotation(key.equals(ModuleConf.ALL) || key.startsWith(ROTATION));
    conf.write();
    session.console().say("Removed " + key);
    return ExitCode.OK;
  }

  /** Without a daemon no app runs that would have to hear of it. */
  private int restart(Map<String, Map<String, String>> variables) throws CommandFailure {
    var reply = variables.isEmpty() ? null : session.daemon().askRunning("GET", "/apps");
    if (reply == null) {
      return ExitCode.OK;
    }
    var targets = new Targets(session, "Restarted");
    for (var app : reply.as(Apps.class).apps()) {
      var changed = variables.remove(app.spec().name());
      if (changed != null) {
        var name = app.spec().name();
        var section = conf.get(List.of(name));
        if (app.spec().isModule() && section != null) {
          // As @pm2/io reads it.
          changed.put(name, Json.write(section));
        }
        var request = new RestartRequest(Map.of(), Map.of("env", changed), null);
        targets.ask(daemon -> daemon.act(name, "restart", request));
      }
    }
    return targets.finish();
  }
}
