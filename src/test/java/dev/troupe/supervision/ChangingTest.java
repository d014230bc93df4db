package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.InstanceState;
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

/** Starts and reloads that change what is wanted. */
class ChangingTest {
  private @TempDir Path folder;
  private SupervisorKit troupe;

  @BeforeEach
  void declare() throws IOException {
    troupe = new SupervisorKit(folder);
    var script = Files.writeString(folder.resolve("web.sh"), "#!/bin/sh\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    declare(Map.of("script", "web.sh", "interpreter", "none", "max_restarts", 3));
  }

  @AfterEach
  void endKit() {
    troupe.close();
  }

  private Answer.Acted declare(Map<String, Object> app) {
    return troupe.acts(
        to ->
            new Supervisor.DeclareInWords(
                List.of(app), folder, Map.of("PATH", "/bin"), null, IfKnown.START, 0, to));
  }

  private AppSpec spec() {
    return troupe.apps("all").getFirst().spec();
  }

  private Answer restart(Map<String, Object> changes) {
    return troupe.ask(
        to ->
            new Supervisor.Changing(
                new Supervisor.Start("web", Map.of("A", "1"), to), changes, null));
  }

  @Test
  void theNextChildIsAsItIsWantedNow() {
    var answer = (Answer.Acted) restart(Map.of("name", "api", "args", List.of("x")));
    assertThat(answer.problems()).isEmpty();
    assertThat(troupe.machine.launches()).isEqualTo(2);
    assertThat(troupe.machine.lastPlan().command()).endsWith("x");
    assertThat(troupe.machine.lastPlan().env())
        .containsEntry("name", "api")
        .containsEntry("A", "1");
    assertThat(troupe.lists("api")).extracting(one -> one.restarts()).containsExactly(1);
    assertThat(troupe.apps("web")).isEmpty();
    assertThat(spec().restart().maxRestarts()).isEqualTo(3);
  }

  @Test
  void whatIsTakenAwayStaysAway() {
    restart(Map.of("max_restarts", "null"));
    troupe.starts("web");
    assertThat(spec().restart().maxRestarts()).isEqualTo(16);
  }

  @Test
  void aReloadBringsTheChangesToo() {
    troupe.acts(
        to ->
            new Supervisor.Changing(
                new Supervisor.Reload("web", Map.of(), 0, to), Map.of("max_restarts", 7), null));
    assertThat(spec().restart().maxRestarts()).isEqualTo(7);
  }

  @Test
  void nothingHappensIfAChangeMakesNoSense() {
    var before = spec();
    assertThat(restart(Map.of("max_restarts", "many", "script", "b.sh")))
        .isInstanceOf(Answer.Invalid.class);
    assertThat(spec()).isEqualTo(before);
    assertThat(troupe.machine.launches()).isEqualTo(1);
    assertThat(troupe.lists(0).state()).isEqualTo(InstanceState.ONLINE);
  }

  @Test
  void aTargetThatMeansNothingIsNotFound() {
    assertThat(
            troupe.ask(
                to ->
                    new Supervisor.Changing(
                        new Supervisor.Start("nope", Map.of(), to), Map.of("name", "x"), null)))
        .isEqualTo(new Answer.NotFound("nope"));
  }

  @Test
  void warnsOfWhatIsReadOtherwiseThanWritten() {
    assertThat(declare(Map.of("script", "web.sh", "name", "b", "nonsense", 1)).warnings())
        .singleElement()
        .asString()
        .contains("nonsense");
    var answer = (Answer.Acted) restart(Map.of("node_args", "-x"));
    assertThat(answer.warnings())
        .containsExactly("changes: node_args is ignored, since no interpreter runs the script");
  }
}
