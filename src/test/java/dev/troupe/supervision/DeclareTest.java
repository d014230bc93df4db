package dev.troupe.supervision;

import static dev.troupe.model.InstanceState.ERRORED;
import static dev.troupe.model.InstanceState.ONLINE;
import static dev.troupe.model.InstanceState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.Program;
import dev.troupe.supervision.Supervisor.Answer;
import dev.troupe.supervision.Supervisor.IfKnown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclareTest {
  private @TempDir Path folder;
  private SupervisorKit troupe;
  private AppSpec api;

  @BeforeEach
  void begin() {
    troupe = new SupervisorKit(folder);
    api = Specs.app("api", 1, folder);
  }

  @AfterEach
  void end() {
    troupe.close();
  }

  private Answer declare(IfKnown ifKnown, AppSpec... specs) {
    return troupe.ask(to -> new Supervisor.Declare(List.of(specs), ifKnown, 0, to));
  }

  private Answer declareInWords(Map<String, Object> app) {
    return troupe.ask(
        to ->
            new Supervisor.DeclareInWords(
                List.of(app), folder, Map.of("LANG", "C"), null, IfKnown.START, 0, to));
  }

  private List<Integer> ids() {
    return troupe.lists("all").stream().map(InstanceSnapshot::id).toList();
  }

  @Test
  void startsAllInstancesOfANewApp() {
    var started = troupe.declares(api.withInstances(3));
    assertThat(started).extracting(InstanceSnapshot::id).containsExactly(0, 1, 2);
    assertThat(started).extracting(InstanceSnapshot::slot).containsExactly(0, 1, 2);
    assertThat(started).extracting(InstanceSnapshot::state).containsOnly(ONLINE);
    assertThat(started).extracting(InstanceSnapshot::uniqueId).doesNotHaveDuplicates();
  }

  @Test
  void leavesAnAppStoppedThatIsNotToStartByItself() {
    assertThat(troupe.declares(Specs.resting("api", folder)))
        .extracting(InstanceSnapshot::state)
        .containsExactly(STOPPED);
    assertThat(troupe.machine.launches()).isZero();
  }

  @Test
  void answersADeclarationOfNothing() {
    assertThat(declare(IfKnown.START)).isEqualTo(new Answer.Acted(List.of(), List.of()));
  }

  @Test
  void refusesAScriptThatRunsUnderThisName() {
    troupe.declares(api);
    assertThat(declare(IfKnown.START, api))
        .isEqualTo(
            new Answer.Conflict("Script already launched, add -f option to force re-execution"));
    assertThat(troupe.machine.launches()).isEqualTo(1);
  }

  @Test
  void startsNothingOfADeclarationThatIsRefusedInPart() {
    troupe.declares(api);
    assertThat(declare(IfKnown.START, Specs.app("web", 1, folder), api))
        .isInstanceOf(Answer.Conflict.class);
    assertThat(ids()).containsExactly(0);
  }

  @Test
  void startsAStoppedAppAnewWithWhatIsWantedNow() {
    troupe.declares(api);
    troupe.stops("api");
    var again = troupe.declares(api.withEnv(Map.of("PORT", "80")));
    assertThat(again).extracting(InstanceSnapshot::id).containsExactly(0);
    assertThat(again.getFirst().state()).isEqualTo(ONLINE);
    assertThat(again.getFirst().restarts()).isZero();
    assertThat(troupe.machine.lastPlan().env()).containsEntry("PORT", "80");
  }

  @Test
  void managesASecondAppOfThisNameIfForced() {
    troupe.declares(api);
    assertThat(declare(IfKnown.ADD, api)).isInstanceOf(Answer.Acted.class);
    assertThat(troupe.apps("api")).hasSize(2);
    assertThat(ids()).containsExactly(0, 1);
  }

  @Test
  void numbersTheInstancesOfAllAppsOfOneNameThrough() {
    troupe.declares(api.withInstances(2));
    declare(IfKnown.ADD, api.withInstances(2));
    assertThat(troupe.lists("api")).extracting(InstanceSnapshot::slot).containsExactly(0, 1, 2, 3);
    var last = troupe.machine.planOf(troupe.childOf(3).pid());
    assertThat(last.env()).containsEntry("NODE_APP_INSTANCE", "3");
    troupe.deletes("1");
    declare(IfKnown.ADD, api);
    assertThat(troupe.lists("4")).extracting(InstanceSnapshot::slot).containsExactly(1);
    troupe.deletes("3");
    troupe.acts(to -> new Supervisor.Scale("2", "+1", to));
    assertThat(troupe.lists("5")).extracting(InstanceSnapshot::slot).containsExactly(3);
  }

  @Test
  void takesAnotherScriptOfThisNameForANewApp() {
    troupe.declares(api);
    var program = new Program("/srv/b.sh", List.of(), null, List.of(), "/", Map.of(), null, null);
    troupe.declares(Specs.running(program, api));
    assertThat(ids()).containsExactly(0, 1);
  }

  @Test
  void restartsALiveAppThatAFileNamesWithWhatTheFileSays() {
    troupe.declares(api.withInstances(2));
    var answer = declare(IfKnown.RESTART, api.withEnv(Map.of("PORT", "80")));
    assertThat(SupervisorKit.instances(((Answer.Acted) answer).apps()))
        .extracting(InstanceSnapshot::restarts)
        .containsExactly(1, 1);
    assertThat(troupe.machine.lastPlan().env())
        .containsEntry("PORT", "80")
        .containsEntry("instances", "2");
  }

  @Test
  void startsWhatAFileNamesAndNobodyKnows() {
    troupe.declares(api);
    assertThat(declare(IfKnown.RESTART, api, Specs.app("web", 1, folder)))
        .isInstanceOf(Answer.Acted.class);
    assertThat(troupe.lists("web")).extracting(InstanceSnapshot::id).containsExactly(1);
  }

  @Test
  void neverGivesAnIdAwayTwiceWhileAnyInstanceIsLeft() {
    troupe.declares(api.withInstances(2));
    troupe.deletes("1");
    troupe.declares(Specs.app("web", 1, folder));
    assertThat(ids()).containsExactly(0, 2);
  }

  @Test
  void countsIdsFromZeroAgainOnceTheListIsEmpty() {
    troupe.declares(api.withInstances(2), Specs.app("web", 1, folder));
    troupe.deletes("all");
    troupe.declares(api);
    assertThat(ids()).containsExactly(0);
  }

  @Test
  void tellsWhyAChildCouldNotBeStarted() {
    troupe.machine.failsToLaunch("cannot start /srv/api.sh: no such file");
    assertThat(declare(IfKnown.START, api))
        .isEqualTo(
            new Answer.Acted(List.of(), List.of("api[0] cannot start /srv/api.sh: no such file")));
    troupe.client.awaitAssert(() -> assertThat(troupe.lists(0).state()).isEqualTo(ERRORED));
  }

  @Test
  void startsWhatItReadsInAProcessFilesWords() throws IOException {
    var script = Files.writeString(folder.resolve("api.bin"), "\u007fELF\0");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    assertThat(declareInWords(Map.of("script", "api.bin", "interpreter", "none")))
        .isInstanceOf(Answer.Acted.class);
    assertThat(troupe.machine.lastPlan().command()).containsExactly(script.toString());
    assertThat(troupe.machine.lastPlan().env()).containsEntry("LANG", "C");
  }

  @Test
  void tellsEveryErrorInAProcessFilesWords() {
    var answer = declareInWords(Map.of("script", "nope.js", "max_restarts", "many"));
    assertThat(((Answer.Invalid) answer).reasons())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains("nope.js"))
        .anySatisfy(line -> assertThat(line).contains("max_restarts"));
  }
}
