package dev.troupe.supervision;

import dev.troupe.model.InstanceSnapshot;
import dev.troupe.os.ProcessId;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot that can be told from an older one of the same instance that arrives later.
 *
 * @param revision grows with each change of the instance
 * @param process its child; null without one
 */
public record Numbered(long revision, InstanceSnapshot snapshot, @Nullable ProcessId process) {

  /** The newer of two. */
  Numbered orNewer(Numbered other) {
    return other.revision > revision ? other : this;
  }
}
