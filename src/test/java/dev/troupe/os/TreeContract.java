package dev.troupe.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.ExitStatus;
import dev.troupe.model.Usage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who stems from a child and what they use: with either engine. */
@Tag("os")
abstract class TreeContract {
  @TempDir Path home;
  Stage stage;

  abstract EngineChoice engine();

  @BeforeEach
  void openStage() {
    stage = Stage.open(engine(), home);
  }

  @AfterEach
  void nothingIsLeft() {
    stage.close();
  }

  @Test
  void aChildIsAMemberOfItsOwnTree() {
    var child = stage.run("sleep", "1000");
    assertThat(members(child)).containsExactly(child.id());
  }

  @Test
  void findsGrandchildrenAndNamesThemBeforeTheirParents() {
    var child = stage.shell("sh -c 'sleep 1000; :' & echo $!; wait");
    var middle = ProcStatFile.of(pidIn(stage.out.awaitText("\n"))).id();
    Waiting.until("three generations", () -> members(child).size() == 3);
    var members = members(child);
    assertThat(members.get(1)).isEqualTo(middle);
    assertThat(members.get(2)).isEqualTo(child.id());
  }

  @Test
  void findsAGrandchildThatLeftParentAndSession() {
    var child = stage.shell("(setsid sleep 1000 & echo $!); exec sleep 1000");
    var stray = pidIn(stage.out.awaitText("\n"));
    Waiting.until("left its session", () -> ProcStatFile.of(stray).session() == stray);
    assertThat(members(child)).contains(ProcStatFile.of(stray).id(), child.id());
  }

  @Test
  void findsAStrayAfterTheChildHasEnded() {
    var child = stage.shell("(setsid sh -c 'sleep 1000; :' & echo $!)");
    var stray = pidIn(stage.out.awaitText("\n"));
    stage.exit(child);
    Waiting.until("left, with a child", () -> members(child).size() == 2);
    assertThat(members(child).getLast()).isEqualTo(ProcStatFile.of(stray).id());
  }

  @Test
  void doesNotTakeAnotherInstancesProcesses() {
    var child = stage.run("sleep", "1000");
    var other = stage.launch(stage.plan(Map.of(ProcessTree.MARKER, "other"), "sleep", "1000"));
    assertThat(members(child)).containsExactly(child.id());
    other.signal(9);
  }

  @Test
  void aTreeThatHasEndedHasNoMembers() {
    var child = stage.run("true");
    stage.exit(child);
    assertThat(members(child)).isEmpty();
  }

  private static Optional<String> command(Child child) {
    return ProcessHandle.of(child.pid())
        .flatMap(process -> process.info().command())
        .map(path -> Path.of(path).getFileName().toString());
  }

  @Test
  void countsNoZombies() {
    var child = stage.shell("sleep 1000 & echo $!; exec tail -f /dev/null");
    var zombie = pidIn(stage.out.awaitText("\n"));
    // The shell might have waited for it; tail does not.
    Waiting.until("another program", () -> command(child).equals(Optional.of("tail")));
    ProcessHandle.of(zombie).ifPresent(ProcessHandle::destroyForcibly);
    Waiting.until("a zombie", () -> ProcStatFile.of(zombie).state() == 'Z');
    assertThat(members(child)).containsExactly(child.id());
  }

  @Test
  void signalsAllMembers() {
    var child = stage.shell("sleep 1000 & sleep 1000 & echo ready; wait");
    stage.out.awaitText("ready\n");
    stage.machine.tree().signal(members(child), 9);
    stage.exit(child);
    Waiting.until("all have ended", () -> members(child).isEmpty());
  }

  @Test
  void signalsNobodyWhoOnlyHasTheNumber() {
    var child = stage.run("sleep", "1000");
    var predecessor = new ProcessId(child.pid(), child.id().startTicks() - 1);
    stage.machine.tree().signal(List.of(predecessor), 9);
    assertThat(child.signal(15)).isTrue();
    assertThat(stage.exit(child)).isEqualTo(new ExitStatus.Signaled(15));
  }

  @Test
  void measuresWhatProcessesUse() {
    var busy = stage.shell("while :; do :; done");
    var idle = stage.run("sleep", "1000");
    var gone = stage.run("true");
    stage.exit(gone);
    var trees = Stream.of(busy, idle, gone).map(TreeContract::tree).toList();
    Waiting.until("some work is done", () -> use(busy, trees).cpuPercent() > 1);
    var usage = stage.machine.usage().measure(trees);
    assertThat(usage).containsOnlyKeys(busy.id(), idle.id());
    assertThat(use(idle, trees).memoryBytes()).isBetween(100_000L, 50_000_000L);
  }

  @Test
  void measuresTheWholeTree() {
    var child = stage.shell("sleep 1000 & sleep 1000 & echo ready; wait");
    stage.out.awaitText("ready\n");
    Waiting.until(
        "three processes",
        () -> Integer.valueOf(3).equals(use(child, List.of(tree(child))).processes()));
    var usage = use(child, List.of(tree(child)));
    assertThat(usage.threads()).isEqualTo(3);
    assertThat(usage.openFiles()).isGreaterThanOrEqualTo(9);
    long shared = stage.machine.usage().proportionalBytes(tree(child)).orElseThrow();
    assertThat(shared).isPositive().isLessThan(usage.memoryBytes());
  }

  @Test
  void countsTheWorkOfDescendantsThatHaveEnded() {
    var child =
        stage.shell("(i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done); echo done; exec sleep 9");
    stage.out.awaitText("done\n");
    assertThat(use(child, List.of(tree(child))).cpuPercent()).isGreaterThan(1);
  }

  private static Family tree(Child child) {
    return new Family(child.id(), Stage.MARKER);
  }

  private Usage use(Child child, List<Family> trees) {
    return stage.machine.usage().measure(trees).getOrDefault(child.id(), Usage.NONE);
  }

  private List<ProcessId> members(Child child) {
    return Waiting.resultOf(stage.machine.tree().members(child.id(), Stage.MARKER));
  }

  private static long pidIn(String output) {
    return Long.parseLong(output.strip());
  }
}
