package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.logs.LogSettings;
import dev.troupe.logs.Logs;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.Trouble;
import dev.troupe.pm2.Example;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TroublesTest {
  private @TempDir Path proc;
  private final ActorTestKit kit = ActorTestKit.create();
  private final InstantSource clock = InstantSource.fixed(Example.STARTED);
  private final Logs logs = Logs.create(kit.system(), LogSettings.DEFAULT, clock, _ -> {});

  @AfterEach
  void endKit() {
    kit.shutdownTestKit();
  }

  private List<Trouble> of(@Nullable String watchProblem) {
    var web = Example.web(2);
    var app = new AppSnapshot(1, web.spec(), web.instances(), null, null, watchProblem);
    var troubles = new Troubles(logs, proc, clock, Runnable::run);
    return troubles.of(List.of(app)).toCompletableFuture().join();
  }

  @Test
  void whatIsWellHasNone() {
    assertThat(of(null)).isEmpty();
  }

  @Test
  void aWatchThatDoesNotSeeEverythingIsNotedForEachInstance() {
    assertThat(of("raise fs.inotify.max_user_watches"))
        .extracting(Trouble::note)
        .containsExactly(
            "its watch: raise fs.inotify.max_user_watches",
            "its watch: raise fs.inotify.max_user_watches");
  }
}
