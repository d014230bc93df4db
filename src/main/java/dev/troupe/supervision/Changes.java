package dev.troupe.supervision;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Event;
import dev.troupe.supervision.surroundings.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Tells how what is wanted has changed. */
record Changes(Surroundings around) {

  /** Of each app that was known before. */
  void announce(Roster before, Roster after) {
    for (var entry : after.apps().values()) {
      var known = before.apps().get(entry.key());
      if (known != null && !known.spec().equals(entry.spec())) {
        announce(known.spec(), entry.spec());
      }
    }
  }

  private void announce(AppSpec before, AppSpec after) {
    var now = around.clock().instant();
    var name = after.name();
    if (before.instances() != after.instances()) {
      around.announce().accept(new Event.Scaled(now, name, before.instances(), after.instances()));
    }
    var fields = differences(before.withInstances(after.instances()), after);
    if (!fields.isEmpty()) {
      around.announce().accept(new Event.Redeclared(now, name, fields));
    }
  }

  /** Names of the components in which the two differ. */
  static List<String> differences(AppSpec one, AppSpec other) {
    var names = new ArrayList<String>();
    for (var component : AppSpec.class.getRecordComponents()) {
      try {
        var accessor = component.getAccessor();
        if (!Objects.equals(accessor.invoke(one), accessor.invoke(other))) {
          names.add(component.getName());
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + component, e);
      }
    }
    return List.copyOf(names);
  }
}
