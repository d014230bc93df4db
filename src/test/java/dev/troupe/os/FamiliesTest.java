package dev.troupe.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Process 1 is init, 50 the daemon; a child of the daemon leads a session of its own. */
class FamiliesTest {
  private static final long DAEMON = 50;
  private static final Family ROOT_100 = new Family(new ProcessId(100, 100), "mark-100");

  private final List<ProcStat> all =
      new ArrayList<>(List.of(process(1, 0, 1), process(DAEMON, 1, DAEMON)));
  private final List<Long> askedForMarker = new ArrayList<>();

  @Test
  void membersAreFoundByParent() {
    running(process(100, DAEMON, 100), process(101, 100, 100), process(102, 101, 102));
    assertThat(members(Map.of())).containsExactly(102L, 101L, 100L);
  }

  @Test
  void membersAreFoundBySessionWhenTheirParentHasEnded() {
    running(process(100, DAEMON, 100), process(101, 1, 100), process(102, 101, 100));
    assertThat(members(Map.of())).containsExactlyInAnyOrder(102L, 101L, 100L);
    assertThat(members(Map.of())).containsSubsequence(102L, 101L);
  }

  @Test
  void theSessionIsFoundAfterTheRootHasEnded() {
    running(process(101, 1, 100));
    assertThat(members(Map.of())).containsExactly(101L);
  }

  @Test
  void strayProcessesAreFoundByMarkerWithTheirDescendants() {
    running(process(100, DAEMON, 100), process(200, 1, 200), process(201, 200, 200));
    assertThat(members(Map.of(200L, "mark-100", 100L, "mark-100")))
        .containsExactlyInAnyOrder(201L, 200L, 100L);
  }

  @Test
  void anotherMarkerIsAnothersStray() {
    running(process(100, DAEMON, 100), process(200, 1, 200));
    assertThat(members(Map.of(200L, "mark-200"))).containsExactly(100L);
  }

  @Test
  void onlyThoseWithAParentInAnotherSessionAreAskedForTheirMarker() {
    running(process(100, DAEMON, 100), process(200, 1, 200), process(201, 200, 200));
    members(Map.of());
    assertThat(askedForMarker).contains(200L).doesNotContain(100L, 201L);
  }

  @Test
  void aNumberThatHasPassedToAnotherProcessIsNoRoot() {
    running(process(101, 100, 100), new ProcStat(100, 'S', 1, 100, 100, 0, 99999, 0, 1, 0, 1));
    assertThat(members(Map.of())).isEmpty();
  }

  @Test
  void theDaemonAndItsOtherChildrenAreNobodysMembers() {
    running(process(100, DAEMON, 100), process(300, DAEMON, 300));
    assertThat(members(Map.of(DAEMON, "mark-100"))).containsExactly(100L);
  }

  @Test
  void zombiesDoNotCountButTheirChildrenDo() {
    running(new ProcStat(100, 'Z', DAEMON, 100, 100, 0, 100, 0, 0, 0, 1), process(101, 100, 100));
    assertThat(members(Map.of())).containsExactly(101L);
  }

  @Test
  void aRingOfParentsIsSurvived() {
    running(process(100, 101, 100), process(101, 100, 100));
    assertThat(members(Map.of())).containsExactlyInAnyOrder(100L, 101L);
  }

  private void running(ProcStat... processes) {
    all.addAll(List.of(processes));
  }

  private List<Long> members(Map<Long, String> markers) {
    var families = new Families(all, DAEMON);
    var members =
        families.members(
            List.of(ROOT_100),
            process -> {
              askedForMarker.add(process.pid());
              return Optional.ofNullable(markers.get(process.pid()));
            });
    return families.descendantsFirst(members.getOrDefault(ROOT_100, Set.of())).stream()
        .map(ProcessId::pid)
        .toList();
  }

  private static ProcStat process(long pid, long parent, long session) {
    return new ProcStat(pid, 'S', parent, session, session, 0, pid, 0, 1, 0, 1);
  }
}
