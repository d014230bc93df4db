package dev.troupe.cli;

import dev.troupe.model.AppSpec;
import dev.troupe.model.InstanceSnapshot;
import java.util.ArrayList;

/**
 * An instance that runs, with what is declared of it.
 *
 * @param pid of its process
 */
record OneInstance(AppSpec spec, InstanceSnapshot instance, long pid) {

  /** The only running instance that a target means. */
  static OneInstance of(String target, Session session) throws CommandFailure {
    var running = new ArrayList<OneInstance>();
    for (var app : session.daemon().apps(target)) {
      for (var instance : app.instances()) {
        if (instance.pid() != null) {
          running.add(new OneInstance(app.spec(), instance, instance.pid()));
        }
      }
    }
    if (running.isEmpty()) {
      throw new CommandFailure(target + " does not run");
    }
    if (running.size() > 1) {
      var ids = running.stream().map(one -> String.valueOf(one.instance().id())).toList();
      throw new CommandFailure(
          "%s means %d instances: name one by its id (%s)"
              .formatted(target, running.size(), String.join(", ", ids)));
    }
    return running.getFirst();
  }

  /** How messages call it. */
  String title() {
    return "%s[%d]".formatted(spec.name(), instance.id());
  }

  /**
   * Whether Node runs it, not one of those that take its place: their signals mean other things.
   */
  boolean isNode() {
    var interpreter = spec.program().interpreter();
    return interpreter != null && interpreter.matches("(.*/)?node(js)?[-0-9.]*");
  }
}
