package dev.troupe.logs;

import dev.troupe.model.LogVolume;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts what instances print, as long as they have output. Thread-safe. */
final class Volumes {
  private record Shared(Volume volume, int users) {}

  private final Map<Integer, Shared> instances = new ConcurrentHashMap<>();

  /** For one more stream of an instance; to be left. */
  Volume join(int instance) {
    return instances
        .merge(
            instance,
            new Shared(new Volume(), 1),
            (present, _) -> new Shared(present.volume(), present.users() + 1))
        .volume();
  }

  /** The last one to leave takes the numbers along. */
  void leave(int instance) {
    instances.computeIfPresent(instance, (_, present) -> fewer(present));
  }

  private static @Nullable Shared fewer(Shared present) {
    return present.users() == 1 ? null : new Shared(present.volume(), present.users() - 1);
  }

  /** A file could not take that much of an instance's output. */
  void dropped(int instance, long bytes) {
    var present = instances.get(instance);
    if (present != null) {
      present.volume().dropped(bytes);
    }
  }

  /** By instance. */
  Map<Integer, LogVolume> all() {
    var all = new HashMap<Integer, LogVolume>();
    instances.forEach((instance, present) -> all.put(instance, present.volume().now()));
    return all;
  }
}
