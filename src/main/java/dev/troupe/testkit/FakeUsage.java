package dev.troupe.testkit;

import dev.troupe.model.Usage;
import dev.troupe.os.Family;
import dev.troupe.os.ProcessId;
import dev.troupe.os.UsageProbe;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Every child uses what the test says. */
record FakeUsage(FakeLauncher launcher) implements UsageProbe {
  @Override
  public Map<ProcessId, Usage> measure(Collection<Family> trees) {
    var roots = trees.stream().map(Family::root).toList();
    var usage = new HashMap<ProcessId, Usage>();
    launcher.running().stream()
        .filter(child -> roots.contains(child.id()))
        .forEach(child -> usage.put(child.id(), new Usage(0, child.memory())));
    return usage;
  }

  @Override
  public OptionalLong proportionalBytes(Family tree) {
    return OptionalLong.empty();
  }
}
