package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSnapshot;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import dev.troupe.model.Usage;
import dev.troupe.os.Family;
import dev.troupe.os.ProcessId;
import dev.troupe.supervision.instance.Numbered;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RosterTest {
  private static final ProcessId CHILD = new ProcessId(4711, 9);

  private final TestInbox<App.Command> app = TestInbox.create();

  private static Numbered instance(int id, int slot, long revision, InstanceState state) {
    var now = Instant.EPOCH;
    var snapshot =
        new InstanceSnapshot(
            id,
            slot,
            "u",
            state,
            null,
            now,
            now,
            0,
            0,
            null,
            null,
            null,
            Usage.NONE,
            true,
            null,
            null);
    return new Numbered(0, revision, snapshot, state == InstanceState.ONLINE ? CHILD : null);
  }

  private static Numbered stopped(int id, int slot) {
    return instance(id, slot, 0, InstanceState.STOPPED);
  }

  private Roster.Entry entry(long key, Numbered... instances) {
    var spec = Specs.app("app" + key, 1, Path.of("/p"));
    var entry = Roster.Entry.of(key, app.getRef(), spec);
    for (var instance : instances) {
      entry = entry.with(instance);
    }
    return entry;
  }

  @Test
  void keepsTheNewerOfTwoSnapshotsWhicheverComesFirst() {
    var older = instance(0, 0, 4, InstanceState.LAUNCHING);
    var newer = instance(0, 0, 5, InstanceState.ONLINE);
    assertThat(entry(0, older, newer)).isEqualTo(entry(0, newer, older));
    assertThat(entry(0, older, newer).snapshots()).containsExactly(newer.snapshot());
  }

  @Test
  void doesNotBringAnInstanceBackThatHasLeft() {
    var late = instance(0, 0, 9, InstanceState.STOPPED);
    assertThat(entry(0, stopped(0, 0)).without(0).refreshed(late).ids()).isEmpty();
  }

  @Test
  void givesIdsFromZeroAgainOnceItIsEmptyAndKeysNever() {
    var roster = Roster.EMPTY.with(entry(0, stopped(0, 0))).countingUp(1).without(0);
    assertThat(roster.nextId()).isZero();
    assertThat(roster.nextKey()).isEqualTo(1);
  }

  @Test
  void goesOnCountingIdsWhileAnAppIsLeft() {
    var roster =
        Roster.EMPTY.with(entry(0, stopped(0, 0))).with(entry(1, stopped(1, 0))).countingUp(2);
    assertThat(roster.without(1).nextId()).isEqualTo(2);
  }

  @Test
  void resolvesInOrderOfIdsAcrossApps() {
    var roster =
        Roster.EMPTY.with(entry(0, stopped(0, 0), stopped(3, 1))).with(entry(1, stopped(2, 0)));
    assertThat(roster.resolve("all")).extracting(Roster.Member::id).containsExactly(0, 2, 3);
  }

  @Test
  void showsInstancesBySlotUnderTheirApps() {
    var roster =
        Roster.EMPTY.with(entry(0, stopped(0, 0), stopped(3, 1), stopped(5, 2), stopped(1, 3)));
    var shown = roster.snapshot(roster.resolve("/app/"));
    assertThat(shown).extracting(AppSnapshot::key).containsExactly(0L);
    assertThat(shown.getFirst().instances())
        .extracting(InstanceSnapshot::id)
        .containsExactly(0, 3, 5, 1);
  }

  @Test
  void showsUsageOnlyOfTheProcessThatWasMeasured() {
    var roster =
        Roster.EMPTY.with(entry(0, instance(0, 0, 1, InstanceState.ONLINE), stopped(1, 1)));
    var usage = new Usage(7, 1024);
    assertThat(roster.trees()).extracting(Family::root).containsExactly(CHILD);
    assertThat(usages(roster.measured(Map.of(CHILD, usage)))).containsExactly(usage, Usage.NONE);
    assertThat(usages(roster.measured(Map.of(new ProcessId(4711, 10), usage))))
        .containsOnly(Usage.NONE);
  }

  private static List<Usage> usages(Roster roster) {
    return roster.snapshot(roster.resolve("all")).getFirst().instances().stream()
        .map(InstanceSnapshot::usage)
        .toList();
  }

  @ParameterizedTest
  @EnumSource(
      value = InstanceState.class,
      names = {"STOPPED", "ERRORED"})
  void saysThatAnAppRestsIfNoneOfItsInstancesIsUp(InstanceState down) {
    assertThat(entry(0, stopped(0, 0), instance(1, 1, 0, down)).rests()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = InstanceState.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"STOPPED", "ERRORED"})
  void saysThatAnAppDoesNotRestIfOneOfItsInstancesIsUp(InstanceState up) {
    assertThat(entry(0, stopped(0, 0), instance(1, 1, 0, up)).rests()).isFalse();
  }
}
