package dev.troupe.cli;

import dev.troupe.api.StartRequest;
import dev.troupe.api.StartRequest.Mode;
import dev.troupe.model.AppSpec;
import dev.troupe.model.InstanceSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Installs, starts and removes modules. */
final class Modules {
  private final Session session;
  private final ModuleFolder folder;

  Modules(Session session) throws CommandFailure {
    this.session = session;
    this.folder = new ModuleFolder(session.home().root());
  }

  ModuleFolder folder() {
    return folder;
  }

  /**
   * Fetches a module and puts it in the place of the one that is there; if that fails, nothing has
   * changed.
   *
   * @return its name
   */
  String fetch(String source) throws CommandFailure {
    Path draft = draft();
    try {
      var name = new Npm(session).install(source, draft);
      var place = folder.of(name);
      remove(place);
      Files.createDirectories(place.getParent());
      Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
      return name;
    } catch (IOException e) {
      throw new CommandFailure("cannot install " + source + ": " + FileTrouble.reason(e));
    } finally {
      remove(draft);
    }
  }

  private Path draft() throws CommandFailure {
    try {
      Files.createDirectories(folder.root());
      return Files.createTempDirectory(folder.root(), ".new-");
    } catch (IOException e) {
      throw new CommandFailure("cannot write to " + folder.root() + ": " + FileTrouble.reason(e));
    }
  }

  /** Starts a module, or restarts it with what it is now. */
  void start(String name, Targets targets) throws CommandFailure {
    var request = request(name, Mode.RESTART);
    targets.ask(daemon -> daemon.post("/apps", request));
  }

  /** Starts those that do not run, for a daemon that has just begun. */
  void startAll() throws CommandFailure {
    for (var name : folder.names()) {
      try {
        session.daemon().post("/apps", request(name, Mode.START));
      } catch (CommandFailure e) {
        session.console().warn("module " + name + " is not started: " + e.text());
      }
    }
  }

  private StartRequest request(String name, Mode mode) throws CommandFailure {
    var section = ModuleConf.map(ModuleConf.read(session).get(List.of(name)));
    Map<String, @Nullable Object> settings = section == null ? Map.of() : section;
    var cwd = folder.inner(name).toString();
    var apps = folder.declarations(name, settings);
    return new StartRequest(apps, cwd, session.caller().env(), false, mode, null, null);
  }

  /** Ends a module's instances; an app that happens to have its name is left alone. */
  void stop(String name, Targets targets) throws CommandFailure {
    for (var instance : session.daemon().instances()) {
      if (isOf(name, instance)) {
        var id = Integer.toString(instance.id());
        targets.ask(daemon -> daemon.delete(id));
      }
    }
  }

  private static boolean isOf(String name, InstanceSummary instance) {
    return instance.namespace().equals(AppSpec.MODULES) && instance.name().equals(name);
  }

  /** Removes a module's files. */
  void remove(String name) throws CommandFailure {
    remove(folder.of(name));
  }

  private static void remove(Path place) throws CommandFailure {
    if (!Files.exists(place)) {
      return;
    }
    try (var files = Files.walk(place)) {
      var all = new ArrayList<>(files.toList());
      all.sort(Comparator.reverseOrder());
      for (var file : all) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new CommandFailure("cannot remove " + place + ": " + FileTrouble.reason(e));
    }
  }
}
