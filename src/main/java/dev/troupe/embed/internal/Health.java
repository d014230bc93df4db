package dev.troupe.embed.internal;

import dev.troupe.model.AppSnapshot;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import java.util.List;

/** Whether apps are what they are to be. */
final class Health {
  private Health() {}

  /** Whether every instance that is to run is ready for work. */
  static boolean isReady(List<AppSnapshot> apps) {
    return apps.stream().flatMap(app -> app.instances().stream()).allMatch(Health::isReady);
  }

  private static boolean isReady(InstanceSnapshot instance) {
    return instance.state() == InstanceState.STOPPED
        || (instance.state() == InstanceState.ONLINE && instance.ready());
  }
}
