package dev.troupe.cli;

import dev.troupe.model.AppSnapshot;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.OutputName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whose output a log file holds. */
final class LogOwners {
  private final Map<String, Owner> byPath = new HashMap<>();

  /** Of a file that instances share, the first one. */
  record Owner(int instance, String app, OutputName output) {}

  LogOwners(List<AppSnapshot> apps) {
    for (var app : apps) {
      for (var instance : app.instances()) {
        add(app, instance);
      }
    }
  }

  private void add(AppSnapshot app, InstanceSnapshot instance) {
    var logs = app.spec().logs();
    add(logs.pathFor(logs.out(), instance.id()), app, instance, OutputName.OUT);
    add(logs.pathFor(logs.error(), instance.id()), app, instance, OutputName.ERR);
    if (logs.both() != null) {
      add(logs.pathFor(logs.both(), instance.id()), app, instance, OutputName.OUT);
    }
  }

  private void add(String path, AppSnapshot app, InstanceSnapshot instance, OutputName output) {
    byPath.putIfAbsent(path, new Owner(instance.id(), app.spec().name(), output));
  }

  /** The owner of a file; nameless if its app has been deleted meanwhile. */
  Owner of(String path) {
    return byPath.getOrDefault(path, new Owner(0, "", OutputName.OUT));
  }
}
