package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExecMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PM2 7.0.4 has written the list that is read here, all but its paths. */
class SavedAppsTest {
  private @TempDir Path srv;
  private DumpFile dump;

  /** The list with scripts and interpreters that are there. */
  @BeforeEach
  void save() throws IOException {
    for (var script : List.of("web.js", "fork.js")) {
      Files.createFile(srv.resolve(script));
    }
    for (var program : List.of("node", "bash")) {
      assertThat(Files.createFile(srv.resolve(program)).toFile().setExecutable(true)).isTrue();
    }
    dump = new DumpFile(srv.resolve("dump.pm2"));
    try (var recorded =
        Objects.requireNonNull(SavedAppsTest.class.getResourceAsStream("pm2-7.0.4.dump"))) {
      var text = new String(recorded.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(
          dump.path(),
          text.replace("\"/srv", "\"" + srv).replace("/usr/bin:/bin", srv + ":/usr/bin:/bin"));
    }
  }

  private SavedApps.Result read() throws IOException {
    return SavedApps.read(dump.read().units(), Path.of("/home/deploy/.pm2"), 2);
  }

  private AppSpec app(String name) throws IOException {
    return read().apps().stream()
        .map(SavedApps.Saved::spec)
        .filter(spec -> spec.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void makesOneAppOfTheProcessesOfOneName() throws IOException {
    assertThat(read().problems()).isEmpty();
    assertThat(read().apps())
        .extracting(saved -> saved.spec().name(), SavedApps.Saved::running)
        .containsExactly(
            tuple("web", List.of(true, true)),
            tuple("lo op", List.of(true)),
            tuple("fork", List.of(false)));
  }

  @Test
  void keepsWhatPm2KnowsOfAnApp() throws IOException {
    var web = app("web");
    assertThat(web.execMode()).isEqualTo(ExecMode.CLUSTER);
    assertThat(web.instances()).isEqualTo(2);
    assertThat(web.program().cwd()).isEqualTo(srv.toString());
    assertThat(web.program().env()).containsEntry("WPORT", "38499");
    assertThat(web.program().env()).doesNotContainKeys("unique_id", "web");
    assertThat(app("lo op").program().args()).containsExactly("a", "b c");
    assertThat(app("fork").limits().restartAbove()).isEqualTo(200L * 1024 * 1024);
    assertThat(app("fork").schedule().cron()).isEqualTo("0 3 * * *");
  }

  @Test
  void goesOnWithPm2sLogFiles() throws IOException {
    var web = app("web").logs();
    assertThat(web.pathFor(web.out(), 0)).isEqualTo("/home/deploy/.pm2/logs/web-out-0.log");
    assertThat(web.pathFor(web.error(), 1)).isEqualTo("/home/deploy/.pm2/logs/web-error-1.log");
    assertThat(web.pidFileFor(1)).isEqualTo("/home/deploy/.pm2/pids/web-1.pid");
    var loop = app("lo op").logs();
    assertThat(loop.pathFor(loop.out(), 2)).isEqualTo("/home/deploy/.pm2/logs/lo-op-out.log");
  }

  @Test
  void saysWhatCannotBeRunHereAndReadsTheRest() throws IOException {
    Files.delete(srv.resolve("fork.js"));
    assertThat(read().apps()).hasSize(2);
    assertThat(read().problems())
        .singleElement()
        .asString()
        .startsWith("fork: ")
        .contains("fork.js");
  }

  @Test
  void readsItsOwnUnitsByTheDeclarationInThem() throws IOException {
    var web = app("web");
    dump.write(
        List.of(
            Map.of("name", "web", "status", "online", SavedApps.EXACT, RecordText.write(web)),
            Map.of("name", "web", "status", "stopped", SavedApps.EXACT, RecordText.write(web))));
    assertThat(read().apps())
        .containsExactly(new SavedApps.Saved(web.withInstances(2), List.of(true, false)));
  }
}
