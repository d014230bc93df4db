package dev.troupe.cli;

import static dev.troupe.cli.CommandRun.instance;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.OutputName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Contract, section 10: what the foreground programs make of their command lines. */
class ForegroundPlanTest extends CommandTestBase {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void runtimeKeepsNoLogFilesUnlessTheAppSaysSo() {
    var style = ForegroundStyle.RUNTIME;
    assertThat(style.withHabits(Map.of("script", "x")))
        .isEqualTo(Map.of("script", "x", "out_file", "/dev/null", "error_file", "/dev/null"));
    assertThat(style.withHabits(Map.of("output", "a.log", "err_log", "b.log")))
        .isEqualTo(Map.of("output", "a.log", "err_log", "b.log"));
    assertThat(style.withHabits(Map.of("log", "both.log"))).isEqualTo(Map.of("log", "both.log"));
  }

  @Test
  void developmentWatchesInAHomeOfItsOwn() {
    var style = ForegroundStyle.DEVELOPMENT;
    assertThat(style.withHabits(Map.of("script", "x"))).containsEntry("watch", true);
    assertThat(style.withHabits(Map.of("watch", false))).containsEntry("watch", false);
    for (var program : List.of("troupe-dev", "pm2-dev")) {
      var env = Map.of("HOME", "/u", "PM2_HOME", "/other");
      var caller = new Caller(program, null, env, home, false, Integer.MAX_VALUE);
      assertThat(ForegroundStyle.in(caller).env()).containsEntry("TROUPE_HOME", "/u/." + program);
    }
  }

  @Test
  void runsInTheForegroundWithWhatIsDeclared() {
    var plan = plan("pm2-runtime", Map.of(), "start", "app.js", "-i", "2", "--json");
    assertThat(plan).isInstanceOf(Foreground.Plan.Run.class);
    var foreground = ((Foreground.Plan.Run) plan).foreground();
    assertThat(foreground.home().root()).isEqualTo(home);
    foreground.show(Instant.EPOCH, "web", 3, OutputName.ERR, "a \"line\"");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"message\":\"a \\\"line\\\"\",\"timestamp\":\"1970-01-01T00:00:00Z\","
                + "\"type\":\"err\",\"process_id\":3,\"app_name\":\"web\"}\n");
  }

  @Test
  void startsInTheBackgroundForThoseWhoTestIt() throws IOException {
    daemon.answeringInstances("POST /api/v1/apps", instance(0, "app"));
    var debug = Map.of("PM2_RUNTIME_DEBUG", "true");
    assertThat(plan("pm2-runtime", debug, "app.js")).isEqualTo(new Foreground.Plan.Over(0));
    assertThat(daemon.bodyOf("POST /api/v1/apps").get("apps"))
        .isEqualTo(
            List.of(
                Map.of("script", "app.js", "out_file", "/dev/null", "error_file", "/dev/null")));
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    assertThat(plan("troupe-runtime", Map.of(), "--nope")).isEqualTo(new Foreground.Plan.Over(1));
    assertThat(plan("troupe", Map.of(), "list", "--no-daemon"))
        .isEqualTo(new Foreground.Plan.Over(1));
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .anyMatch(line -> line.contains("Unknown option: '--nope'"))
        .anyMatch(line -> line.contains("--no-daemon goes with start"));
  }

  private Foreground.Plan plan(String program, Map<String, String> over, String... args) {
    var env = new HashMap<>(Map.of("TROUPE_HOME", home.toString(), "PATH", CommandRun.PATH));
    env.putAll(over);
    var caller = new Caller(program, null, env, home, false, Integer.MAX_VALUE);
    var installation = new Installation(Path.of("/bin/false"), "", null, null);
    var session =
        new Session(
            caller,
            new Console(err, err, caller),
            installation,
            InstantSource.fixed(Instant.EPOCH));
    return Foreground.plan(session, new Console(out, err, caller), List.of(args));
  }
}
