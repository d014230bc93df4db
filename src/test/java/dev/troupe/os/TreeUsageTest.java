package dev.troupe.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TreeUsageTest {
  private static final ProcessId ROOT = new ProcessId(7, 1000);
  private static final Family APP = new Family(ROOT, "mark");
  private static final long PAGE = 4096;

  private final Map<Long, ProcStat> processes = new HashMap<>();
  private final Map<Long, Integer> files = new HashMap<>();
  private int looks;
  private long now = 1400;
  private final TreeUsage probe = new TreeUsage(new Table(), () -> now, 100, PAGE);

  @Test
  void theFirstLookCountsFromTheRootsStart() {
    runs(7, 1, 200, 3);
    assertThat(measured().cpuPercent()).isEqualTo(50);
  }

  @Test
  void laterLooksCountFromTheOneBefore() {
    runs(7, 1, 200, 3);
    measured();
    now += 100;
    runs(7, 1, 350, 4);
    assertThat(measured()).isEqualTo(new Usage(150, 4 * PAGE, 1, 1, null));
  }

  @Test
  void twoLooksInOneTickGiveNumbers() {
    runs(7, 1, 200, 3);
    measured();
    assertThat(measured().cpuPercent()).isZero();
  }

  @Test
  void addsUpWhatDescendantsUse() {
    runs(7, 1, 200, 3);
    runs(8, 7, 100, 5);
    runs(9, 8, 100, 7);
    files.putAll(Map.of(7L, 10, 8L, 4, 9L, 3));
    assertThat(measured()).isEqualTo(new Usage(100, 15 * PAGE, 3, 3, 17));
  }

  @Test
  void aDescendantThatEndsTakesItsWorkAlongToItsParent() {
    runs(7, 1, 200, 3);
    runs(8, 7, 100, 5);
    measured();
    now += 100;
    processes.remove(8L);
    processes.put(7L, new ProcStat(7, 'S', 1, 7, 7, 200, 1000, 3, 1, 110, 1));
    assertThat(measured()).isEqualTo(new Usage(10, 3 * PAGE, 1, 1, null));
  }

  @Test
  void workThatInitHasTakenIsNotCountedBackwards() {
    runs(7, 1, 200, 3);
    runs(8, 7, 100, 5);
    measured();
    now += 100;
    processes.remove(8L);
    assertThat(measured().cpuPercent()).isZero();
  }

  @Test
  void aZombieHasNothingButItsWork() {
    runs(7, 1, 200, 3);
    processes.put(8L, new ProcStat(8, 'Z', 7, 7, 7, 100, 1100, 0, 0, 0, 1));
    files.put(8L, 5);
    assertThat(measured()).isEqualTo(new Usage(75, 3 * PAGE, 1, 1, null));
  }

  @Test
  void aProcessThatEndsDuringALookSpoilsNothing() {
    runs(7, 1, 200, 3);
    runs(8, 7, 100, 5);
    files.put(7L, 10);
    assertThat(measured().openFiles()).isEqualTo(10);
  }

  @Test
  void leavesOutTreesWhoseRootHasEndedOrWasReplaced() {
    assertThat(probe.measure(List.of(APP))).isEmpty();
    processes.put(7L, new ProcStat(7, 'S', 1, 7, 7, 1, 1001, 1, 1, 0, 1));
    assertThat(probe.measure(List.of(APP))).isEmpty();
    processes.put(7L, new ProcStat(7, 'Z', 1, 7, 7, 1, 1000, 1, 1, 0, 1));
    assertThat(probe.measure(List.of(APP))).isEmpty();
  }

  @Test
  void allTreesCostOneLook() {
    runs(7, 1, 200, 3);
    runs(20, 1, 200, 3);
    var other = new Family(new ProcessId(20, 1000), "other");
    assertThat(probe.measure(List.of(APP, other))).containsOnlyKeys(ROOT, other.root());
    assertThat(looks).isEqualTo(1);
  }

  @Test
  void memoryIsWeighedOverTheTreeAsFarAsItCanBeKnown() {
    runs(7, 1, 200, 3);
    runs(8, 7, 100, 5);
    runs(9, 7, 100, 0);
    assertThat(probe.proportionalBytes(APP)).hasValue(8);
    assertThat(probe.proportionalBytes(new Family(new ProcessId(4, 4), "gone"))).isEmpty();
  }

  private Usage measured() {
    return probe.measure(List.of(APP)).getOrDefault(ROOT, Usage.NONE);
  }

  /** A process of one thread, in its own session unless somebody here is its parent. */
  private void runs(long pid, long parent, long cpuTicks, long pages) {
    long session = parent == 1 ? pid : 7;
    processes.put(
        pid, new ProcStat(pid, 'S', parent, session, session, cpuTicks, 1000, pages, 1, 0, 1));
  }

  private final class Table implements ProcessTable {
    @Override
    public Optional<ProcStat> stat(long pid) {
      return Optional.ofNullable(processes.get(pid));
    }

    @Override
    public List<ProcStat> all() {
      looks++;
      return List.copyOf(processes.values());
    }

    @Override
    public Optional<String> variable(long pid, String name) {
      return Optional.empty();
    }

    @Override
    public OptionalInt openFiles(long pid) {
      return files.containsKey(pid) ? OptionalInt.of(files.get(pid)) : OptionalInt.empty();
    }

    /** As many bytes as it has pages; a process without pages cannot be read. */
    @Override
    public OptionalLong proportionalBytes(long pid) {
      long pages = stat(pid).map(ProcStat::residentPages).orElse(0L);
      return pages == 0 ? OptionalLong.empty() : OptionalLong.of(pages);
    }
  }
}
