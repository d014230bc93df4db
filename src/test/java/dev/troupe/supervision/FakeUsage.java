package dev.troupe.supervision;

import dev.troupe.model.Usage;
import dev.troupe.os.Family;
import dev.troupe.os.ProcessId;
import dev.troupe.os.UsageProbe;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every tree uses 1 % and as many bytes as its root's number says unless told otherwise, half of
 * that number proportionally.
 */
public final class FakeUsage implements UsageProbe {
  private final Map<Long, Long> bytes = new ConcurrentHashMap<>();

  /** The tree with this root uses so many bytes from now on. */
  void uses(long root, long used) {
    bytes.put(root, used);
  }

  private Usage usage(long root) {
    return new Usage(1, bytes.getOrDefault(root, root));
  }

  @Override
  public Map<ProcessId, Usage> measure(Collection<Family> trees) {
    var usage = new HashMap<ProcessId, Usage>();
    trees.forEach(tree -> usage.put(tree.root(), usage(tree.root().pid())));
    return usage;
  }

  @Override
  public OptionalLong proportionalBytes(Family tree) {
    return OptionalLong.of(tree.root().pid() / 2);
  }
}
