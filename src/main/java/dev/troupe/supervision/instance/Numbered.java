package dev.troupe.supervision.instance;

import dev.troupe.model.InstanceSnapshot;
import dev.troupe.os.Family;
import dev.troupe.os.ProcessId;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot that can be told from an older one of the same instance that arrives later.
 *
 * @param generation of the instance
 * @param revision grows with each change of the instance
 * @param process its child; null without one
 */
public record Numbered(
    int generation, long revision, InstanceSnapshot snapshot, @Nullable ProcessId process) {

  /** Its child and all that stems from it; null without one. */
  public @Nullable Family tree() {
    return process == null ? null : new Family(process, snapshot.uniqueId());
  }

  /** The newer of two. */
  public Numbered orNewer(Numbered other) {
    boolean isNewer =
        other.generation == generation ? other.revision > revision : other.generation > generation;
    return isNewer ? other : this;
  }
}
