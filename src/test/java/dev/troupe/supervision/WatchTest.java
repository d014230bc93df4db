package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Event;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import dev.troupe.model.RestartReason;
import dev.troupe.model.RestartReason.Cause;
import dev.troupe.model.Watch;
import dev.troupe.policy.Changes;
import dev.troupe.supervision.Supervisor.IfKnown;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apps that files restart. Their working directory is the root. */
class WatchTest {
  @TempDir Path folder;
  private SupervisorKit troupe;

  @BeforeEach
  void start() {
    troupe = new SupervisorKit(folder);
  }

  @AfterEach
  void end() {
    troupe.close();
  }

  private static AppSpec watching(AppSpec app, String... paths) {
    return app.with(
        draft ->
            draft.watch =
                new Watch(true, List.of(paths), List.of(), Duration.ZERO, Watch.Options.USUAL));
  }

  private void declares(AppSpec app) {
    troupe.declares(app);
    watchers(1);
  }

  private void watchers(int number) {
    troupe.client.awaitAssert(
        () -> {
          assertThat(troupe.files.watching()).isEqualTo(number);
          return number;
        });
  }

  /** Lets time pass until the restart can be seen. */
  private InstanceSnapshot becomesQuiet(int id, Predicate<InstanceSnapshot> condition) {
    return troupe.client.awaitAssert(
        () -> {
          troupe.time.passes(Changes.QUIET);
          var one = troupe.lists(id);
          assertThat(one).matches(condition);
          return one;
        });
  }

  @Test
  void aChangedFileRestartsIt() {
    declares(watching(Specs.app("api", 1, folder)));
    troupe.files.change("/srv/a.js");
    var one = becomesQuiet(0, now -> now.restarts() == 1);
    assertThat(one.restartReason()).isEqualTo(new RestartReason(Cause.FILES, "/srv/a.js changed"));
  }

  @Test
  void manyChangesRestartItOnce() {
    declares(watching(Specs.app("api", 1, folder)));
    for (int file = 0; file < 1000; file++) {
      troupe.files.change("/srv/" + file + ".js");
    }
    var one = becomesQuiet(0, now -> now.restarts() == 1);
    assertThat(one.restartReason())
        .isEqualTo(new RestartReason(Cause.FILES, "/srv/0.js and 999 more changed"));
  }

  @Test
  void whatIsNotWatchedDoesNot() {
    declares(watching(Specs.app("api", 1, folder), "/srv"));
    troupe.files.change("/etc/passwd", "/srv/node_modules/a.js");
    troupe.files.change("/srv/b.js");
    var one = becomesQuiet(0, now -> now.restartReason() != null);
    assertThat(one.restartReason())
        .extracting(RestartReason::detail)
        .isEqualTo("/srv/b.js changed");
  }

  /** PM2's rule. */
  @Test
  void aStopDisarmsItForGood() {
    declares(watching(Specs.app("api", 1, folder)));
    troupe.stops("api");
    watchers(0);
    troupe.starts("api");
    assertThat(troupe.apps("api").getFirst().spec().watch().on()).isFalse();
    assertThat(troupe.files.watching()).isZero();
  }

  @Test
  void aStopOfOneInstanceDoesNot() {
    declares(watching(Specs.app("api", 2, folder)));
    troupe.stops("0");
    troupe.files.change("/srv/a.js");
    becomesQuiet(1, one -> one.restarts() == 1);
    assertThat(troupe.lists(0).state()).isEqualTo(InstanceState.STOPPED);
  }

  @Test
  void aDeclarationArmsItAgain() {
    var api = watching(Specs.app("api", 1, folder));
    declares(api);
    troupe.stops("api");
    watchers(0);
    troupe.acts(to -> new Supervisor.Declare(List.of(api), IfKnown.RESTART, 0, to));
    watchers(1);
  }

  @Test
  void tellsWhatItCannotSee() {
    declares(watching(Specs.app("api", 1, folder)));
    assertThat(problem()).isNull();
    troupe.files.trouble("the kernel watches no more files");
    troupe.hears(Event.WatchDegraded.class);
    assertThat(problem()).isEqualTo("the kernel watches no more files");
  }

  @Test
  void tellsThatItSeesNothing() {
    troupe.files.breakDown();
    troupe.declares(watching(Specs.app("api", 1, folder)));
    troupe.hears(Event.WatchDegraded.class);
    assertThat(problem()).startsWith("nothing is seen: ").endsWith("broken");
  }

  @Test
  void aWatchThatBeginsAnewSeesAllAgain() {
    var api = watching(Specs.app("api", 1, folder));
    declares(api);
    troupe.files.trouble("the kernel watches no more files");
    troupe.hears(Event.WatchDegraded.class);
    troupe.stops("api");
    assertThat(problem()).isNull();
  }

  private @Nullable String problem() {
    return troupe.apps("api").getFirst().watchProblem();
  }

  @Test
  void aDeleteEndsIt() {
    declares(watching(Specs.app("api", 1, folder)));
    troupe.deletes("api");
    watchers(0);
  }

  @Test
  void whatHasEndedByItselfIsStartedAgain() {
    declares(watching(Specs.app("api", 1, folder)).with(app -> app.restart = Specs.once()));
    troupe.childOf(0).exits(0);
    troupe.hears(Event.Stopped.class);
    troupe.files.change("/srv/a.js");
    becomesQuiet(0, one -> one.state() == InstanceState.ONLINE);
  }
}
