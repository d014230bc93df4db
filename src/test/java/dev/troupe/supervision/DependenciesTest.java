package dev.troupe.supervision;

import static dev.troupe.model.InstanceState.ONLINE;
import static dev.troupe.model.InstanceState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Dependency;
import dev.troupe.model.Dependency.Condition;
import dev.troupe.model.Event;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.RestartRules;
import dev.troupe.supervision.Supervisor.Answer;
import dev.troupe.supervision.Supervisor.IfKnown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code web} depends on {@code api}, {@code api} on {@code db}. */
class DependenciesTest {
  private @TempDir Path folder;
  private SupervisorKit troupe;
  private AppSpec db;
  private AppSpec api;
  private AppSpec web;

  @BeforeEach
  void begin() {
    troupe = new SupervisorKit(folder);
    db = Specs.app("db", 1, folder);
    api = Specs.after(Specs.app("api", 2, folder), new Dependency("db", Condition.STARTED));
    web = Specs.after(Specs.app("web", 1, folder), new Dependency("api", Condition.READY));
  }

  @AfterEach
  void end() {
    troupe.close();
  }

  private Answer declare(AppSpec... specs) {
    return troupe.ask(to -> new Supervisor.Declare(List.of(specs), IfKnown.START, 0, to));
  }

  private List<String> problems(Answer answer) {
    return ((Answer.Acted) answer).problems();
  }

  /** The apps of the next events of a kind. */
  private List<String> next(Class<? extends Event> kind, int number) {
    var apps = new ArrayList<String>();
    troupe.events.fishForMessage(
        Stillness.PATIENCE,
        event -> {
          if (kind.isInstance(event)) {
            apps.add(event.app());
          }
          return apps.size() == number
              ? FishingOutcomes.complete()
              : FishingOutcomes.continueAndIgnore();
        });
    return apps;
  }

  @Test
  void startsAppsAfterWhatTheyDependOn() {
    assertThat(troupe.declares(web, api, db))
        .extracting(InstanceSnapshot::state)
        .hasSize(4)
        .containsOnly(ONLINE);
    assertThat(next(Event.Started.class, 4)).containsExactly("db", "api", "api", "web");
  }

  @Test
  void stopsAppsBeforeWhatTheyDependOn() {
    troupe.declares(web, api, db);
    troupe.stops("all");
    assertThat(next(Event.Stopped.class, 4)).containsExactly("web", "api", "api", "db");
  }

  @Test
  void deletesAppsBeforeWhatTheyDependOn() {
    troupe.declares(web, api, db);
    troupe.deletes("all");
    assertThat(next(Event.Deleted.class, 4)).containsExactly("web", "api", "api", "db");
  }

  @Test
  void endsAppsBeforeWhatTheyDependOnAtAShutdown() {
    troupe.declares(web, api, db);
    troupe.acts(Supervisor.Shutdown::new);
    assertThat(next(Event.Deleted.class, 4)).containsExactly("web", "api", "api", "db");
  }

  @Test
  void startsAndRestartsAllInOrder() {
    troupe.declares(web, api, db);
    troupe.stops("all");
    next(Event.Stopped.class, 4);
    troupe.starts("all");
    assertThat(next(Event.Started.class, 4)).containsExactly("db", "api", "api", "web");
    troupe.starts("all");
    assertThat(next(Event.Started.class, 4)).containsExactly("db", "api", "api", "web");
  }

  @Test
  void startsAloneWhatIsNamedAlone() {
    troupe.declares(web, api, db);
    troupe.stops("all");
    troupe.starts("web");
    assertThat(troupe.lists("db")).extracting(InstanceSnapshot::state).containsOnly(STOPPED);
    assertThat(troupe.lists("web")).extracting(InstanceSnapshot::state).containsOnly(ONLINE);
  }

  @Test
  void doesNotStartWhatDependsOnAnAppThatCannotBeStarted() {
    troupe.machine.failsToLaunchWith("BROKEN", "cannot be started: broken");
    var answer = declare(web, api, db.withEnv(Map.of("BROKEN", "1")));
    assertThat(problems(answer))
        .containsExactly(
            "db[3] cannot be started: broken",
            "api is not started: its dependency db failed: db[3] cannot be started: broken",
            "web is not started: its dependency api is not started");
    assertThat(troupe.lists("web")).extracting(InstanceSnapshot::state).containsOnly(STOPPED);
    assertThat(troupe.lists("api")).extracting(InstanceSnapshot::state).containsOnly(STOPPED);
  }

  @Test
  void countsAppsThatAreManagedAlready() {
    troupe.declares(db);
    troupe.declares(api);
    assertThat(troupe.lists("api")).extracting(InstanceSnapshot::state).containsOnly(ONLINE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Condition.class,
      names = {"STARTED", "READY"})
  void doesNotStartWhatDependsOnAStoppedApp(Condition condition) {
    troupe.declares(db);
    troupe.stops("db");
    var app = Specs.after(Specs.app("job", 1, folder), new Dependency("db", condition));
    assertThat(problems(declare(app)))
        .containsExactly("job is not started: its dependency db is stopped");
  }

  @Test
  void startsWhatDependsOnTheEndOfAnAppThatHasEndedWell() {
    migrated(0);
    assertThat(problems(declare(afterMigrate()))).isEmpty();
    assertThat(troupe.lists("job")).extracting(InstanceSnapshot::state).containsOnly(ONLINE);
  }

  @Test
  void doesNotStartWhatDependsOnTheEndOfAnAppThatHasEndedBadly() {
    migrated(3);
    assertThat(problems(declare(afterMigrate())))
        .containsExactly("job is not started: its dependency migrate ended with exit code 3");
    assertThat(troupe.lists("job")).extracting(InstanceSnapshot::state).containsOnly(STOPPED);
  }

  private AppSpec migrate() {
    var rules = RestartRules.DEFAULT;
    var once =
        new RestartRules(
            false,
            rules.minUptime(),
            rules.maxRestarts(),
            rules.delay(),
            rules.backoff(),
            List.of());
    return Specs.app("migrate", 1, once, folder);
  }

  private void migrated(int exitCode) {
    troupe.declares(migrate());
    troupe.childOf(0).exits(exitCode);
    troupe.client.awaitAssert(() -> assertThat(troupe.lists(0).state()).isEqualTo(STOPPED));
  }

  private AppSpec afterMigrate() {
    return Specs.after(Specs.app("job", 1, folder), new Dependency("migrate", Condition.COMPLETED));
  }

  @Test
  void holdsUpNobodyElseForAnAppThatTakesLongToEnd() {
    var all = List.of(migrate(), afterMigrate(), web, api, db);
    troupe.tell(to -> new Supervisor.Declare(all, IfKnown.START, 0, to));
    assertThat(next(Event.Started.class, 5)).contains("migrate", "db", "api", "web");
    assertThat(troupe.lists("job")).extracting(InstanceSnapshot::state).containsOnly(STOPPED);
    Stillness.keepsSilent(troupe.client);
    int migrate = troupe.lists("migrate").getFirst().id();
    troupe.client.awaitAssert(() -> assertThat(troupe.lists(migrate).pid()).isNotNull());
    troupe.childOf(migrate).exits(0);
    assertThat(problems(troupe.client.receiveMessage())).isEmpty();
    assertThat(troupe.lists("job")).extracting(InstanceSnapshot::state).containsOnly(ONLINE);
  }

  @Test
  void refusesACircleAndChangesNothing() {
    var circle = Specs.after(db, new Dependency("web", Condition.STARTED));
    assertThat(declare(web, api, circle))
        .isEqualTo(
            new Answer.Invalid(List.of("depends_on goes in a circle: web -> api -> db -> web")));
    assertThat(troupe.apps("all")).isEmpty();
  }

  @Test
  void refusesADependencyThatNobodyKnowsAndChangesNothing() {
    assertThat(declare(db, web))
        .isEqualTo(
            new Answer.Invalid(
                List.of("web depends on api, which is neither declared nor managed (depends_on)")));
    assertThat(troupe.apps("all")).isEmpty();
  }
}
