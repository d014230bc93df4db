package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Event;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.supervision.Supervisor.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
  private @TempDir Path folder;
  private SupervisorKit troupe;

  /** {@code api} with slots and ids 0, 1 and 2. */
  @BeforeEach
  void begin() {
    troupe = new SupervisorKit(folder);
    troupe.declares(Specs.app("api", 3, folder));
  }

  @AfterEach
  void end() {
    troupe.close();
  }

  private Answer scale(String target, String instances) {
    return troupe.ask(to -> new Supervisor.Scale(target, instances, to));
  }

  private List<Integer> slots(String target) {
    return troupe.lists(target).stream().map(InstanceSnapshot::slot).toList();
  }

  @ParameterizedTest(name = "{0} leaves {1}")
  @CsvSource({"5, 5", "+1, 4", "1, 1", "-2, 1"})
  void reachesTheNumberWanted(String instances, int number) {
    assertThat(scale("api", instances)).isInstanceOf(Answer.Acted.class);
    assertThat(troupe.lists("api")).hasSize(number);
    assertThat(troupe.apps("api").getFirst().spec().instances()).isEqualTo(number);
  }

  @Test
  void fillsTheLowestFreeSlotsWithNewIds() {
    troupe.deletes("1");
    var added = (Answer.Acted) scale("api", "4");
    assertThat(SupervisorKit.instances(added.apps()))
        .extracting(InstanceSnapshot::slot)
        .containsExactly(1, 3);
    assertThat(troupe.lists("api")).extracting(InstanceSnapshot::id).containsExactly(0, 3, 2, 4);
  }

  @Test
  void emptiesTheHighestSlots() {
    scale("api", "-1");
    assertThat(slots("api")).containsExactly(0, 1);
  }

  @Test
  void tellsOfTheNewNumberAndOfAnythingElseThatIsWantedNow() {
    scale("api", "4");
    assertThat(told(Event.Scaled.class))
        .isEqualTo(new Event.Scaled(troupe.time.instant(), "api", 3, 4));
    troupe.acts(to -> new Supervisor.Start("api", Map.of("A", "1"), to));
    assertThat(told(Event.Redeclared.class))
        .isEqualTo(new Event.Redeclared(troupe.time.instant(), "api", List.of("program")));
  }

  private Event told(Class<? extends Event> kind) {
    return troupe
        .events
        .fishForMessage(
            Stillness.PATIENCE,
            event ->
                kind.isInstance(event)
                    ? FishingOutcomes.complete()
                    : FishingOutcomes.continueAndIgnore())
        .getLast();
  }

  @Test
  void leavesRunningInstancesAlone() {
    scale("api", "4");
    scale("api", "2");
    assertThat(troupe.lists("api")).extracting(InstanceSnapshot::restarts).containsOnly(0);
    assertThat(troupe.machine.launches()).isEqualTo(4);
  }

  @Test
  void tellsNewChildrenHowManyThereAre() {
    scale("api", "4");
    assertThat(troupe.machine.lastPlan().env())
        .containsEntry("instances", "4")
        .containsEntry("NODE_APP_INSTANCE", "3");
  }

  @Test
  void scalesTheWholeAppThatAnIdBelongsTo() {
    scale("1", "1");
    assertThat(slots("all")).containsExactly(0);
  }

  @Test
  void neitherCountsNorReplacesInstancesThatAreJustLeaving() {
    troupe.machine.obeys(9);
    troupe.tell(to -> new Supervisor.Scale("api", "1", to));
    troupe.hears(Event.Stopping.class);
    troupe.hears(Event.Stopping.class);
    var added = (Answer.Acted) scale("api", "+1");
    assertThat(SupervisorKit.instances(added.apps()))
        .extracting(InstanceSnapshot::slot)
        .containsExactly(3);
    troupe.time.passes(SupervisorKit.GRACE);
    troupe.client.receiveMessage();
    assertThat(slots("api")).containsExactly(0, 3);
    assertThat(troupe.apps("api").getFirst().spec().instances()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "3, it has 3 instances already: nothing to do",
    "0, 0 instances would be left: an app has at least 1 (delete removes it)",
    "max, is not a number of instances: use 4"
  })
  void refusesANumberThatMeansNoChange(String instances, String reason) {
    assertThat(scale("api", instances).toString()).contains(reason);
    assertThat(troupe.lists("api")).hasSize(3);
  }

  @Test
  void changesNothingIfOneOfSeveralAppsCannotBeScaled() {
    troupe.declares(Specs.app("web", 1, folder));
    assertThat(scale("all", "1")).isInstanceOf(Answer.Invalid.class);
    assertThat(troupe.lists("api")).hasSize(3);
    assertThat(troupe.apps("api").getFirst().spec().instances()).isEqualTo(3);
  }
}
