package dev.troupe.supervision;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Event;
import dev.troupe.model.Event.ReloadProgress.Stage;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.ReloadReport;
import dev.troupe.supervision.Supervisor.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An app {@code web} with slots and ids 0 and 1, that is reloaded from version 1 to version 2. */
abstract class ReloadTestBase {
  static final Map<String, String> NEXT = Map.of("VERSION", "2", "BETA", "1");

  @TempDir Path folder;
  SupervisorKit troupe;
  AppSpec web;

  @BeforeEach
  void begin() {
    troupe = new SupervisorKit(folder);
    web = Specs.clustered(Specs.app("web", 2, folder)).withEnv(Map.of("VERSION", "1"));
    troupe.declares(web);
  }

  @AfterEach
  void end() {
    troupe.close();
  }

  Answer.Acted reload() {
    return (Answer.Acted) troupe.ask(to -> new Supervisor.Reload("web", NEXT, 0, to));
  }

  void beginReload() {
    troupe.tell(to -> new Supervisor.Reload("web", NEXT, 0, to));
  }

  /** Begins a reload whose first replacement is not ready before {@code machine.release()}. */
  void beginSlowReload() {
    troupe.machine.holdsLaunches();
    beginReload();
    sees(0, Stage.STARTING);
  }

  void sees(int slot, Stage stage) {
    troupe.events.fishForMessage(
        Stillness.PATIENCE,
        event ->
            event instanceof Event.ReloadProgress progress
                    && progress.slot() == slot
                    && progress.stage() == stage
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }

  List<Answer> answers(int number) {
    return troupe.client.receiveSeveralMessages(number);
  }

  ReloadReport report() {
    return Objects.requireNonNull(troupe.apps("web").getFirst().lastReload());
  }

  String wantedVersion() {
    return troupe.apps("web").getFirst().spec().program().env().getOrDefault("VERSION", "none");
  }

  /** The version that each instance runs, by slot. */
  List<String> versions() {
    return troupe.lists("web").stream()
        .map(
            one ->
                troupe
                    .machine
                    .planOf(Objects.requireNonNull(one.pid()))
                    .env()
                    .getOrDefault("VERSION", "none"))
        .toList();
  }

  List<Long> living() {
    Stillness.comes();
    return troupe.machine.living();
  }

  List<Long> pids() {
    return troupe.lists("all").stream().map(InstanceSnapshot::pid).toList();
  }
}
