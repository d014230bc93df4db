package dev.troupe.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TickUsageTest {
  private static final ProcessId APP = new ProcessId(7, 1000);

  private final Map<Long, ProcStat> processes = new HashMap<>();
  private long now = 1400;
  private final TickUsage probe = new TickUsage(new Table(), () -> now, 100, 4096);

  @Test
  void theFirstLookCountsFromTheProcesssStart() {
    runs(200, 3);
    assertThat(probe.measure(List.of(APP))).isEqualTo(Map.of(APP, new Usage(50, 3 * 4096)));
  }

  @Test
  void laterLooksCountFromTheOneBefore() {
    runs(200, 3);
    probe.measure(List.of(APP));
    now += 100;
    runs(350, 4);
    assertThat(probe.measure(List.of(APP))).isEqualTo(Map.of(APP, new Usage(150, 4 * 4096)));
  }

  @Test
  void twoLooksInOneTickGiveNumbers() {
    runs(200, 3);
    probe.measure(List.of(APP));
    assertThat(probe.measure(List.of(APP))).isEqualTo(Map.of(APP, new Usage(0, 3 * 4096)));
  }

  @Test
  void leavesOutThoseThatHaveEndedOrWereReplaced() {
    assertThat(probe.measure(List.of(APP))).isEmpty();
    processes.put(7L, new ProcStat(7, 'S', 1, 7, 7, 1, 1001, 1, 1));
    assertThat(probe.measure(List.of(APP))).isEmpty();
    processes.put(7L, new ProcStat(7, 'Z', 1, 7, 7, 1, 1000, 1, 1));
    assertThat(probe.measure(List.of(APP))).isEmpty();
  }

  private void runs(long cpuTicks, long pages) {
    processes.put(7L, new ProcStat(7, 'S', 1, 7, 7, cpuTicks, 1000, pages, 1));
  }

  private final class Table implements ProcessTable {
    @Override
    public Optional<ProcStat> stat(long pid) {
      return Optional.ofNullable(processes.get(pid));
    }

    @Override
    public List<ProcStat> all() {
      return List.copyOf(processes.values());
    }

    @Override
    public Optional<String> variable(long pid, String name) {
      return Optional.empty();
    }
  }
}
