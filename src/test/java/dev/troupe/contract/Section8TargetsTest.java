package dev.troupe.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.troupe.cli.HomeWithDaemon;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Which processes a target means, and what becomes of them. The expectations are what PM2 7.0.4
 * shows after the same commands: {@code id name status restarts} for each.
 */
@Tag("os")
class Section8TargetsTest extends SharedHome {
  @BeforeAll
  static void comeIn() {
    troupe.write("echo.sh", "echo \"V=$V W=$W\"; sleep 1000");
    troupe.write("one.sh", "sleep 1000");
  }

  private static List<String> units() throws IOException {
    var units = new ArrayList<String>();
    for (var listed : JSON.std.listFrom(troupe.run("jlist").out())) {
      var unit = (Map<?, ?>) listed;
      var env = (Map<?, ?>) unit.get("pm2_env");
      units.add(
          "%s %s %s %s"
              .formatted(
                  unit.get("pm_id"), unit.get("name"), env.get("status"), env.get("restart_time")));
    }
    return units;
  }

  @Test
  void aNumberIsANameThenANamespaceThenAnId() throws IOException {
    run("start echo.sh");
    run("start one.sh --name 0");
    run("start one.sh --name z --namespace 1");
    run("stop 0");
    run("restart 1");
    run("stop 2");
    assertThat(units()).containsExactly("0 echo online 0", "1 0 stopped 0", "2 z stopped 1");
  }

  @Test
  void aWordIsANameOrAScriptThenANamespaceAndSlashesMakeAPattern() throws IOException {
    run("start echo.sh");
    run("start one.sh --name x --namespace ns");
    run("start one.sh --name y --namespace ns");
    run("restart ns");
    run("restart /^[xy]$/");
    run("restart echo.sh");
    run("stop one.sh");
    assertThat(units()).containsExactly("0 echo online 1", "1 x stopped 2", "2 y stopped 2");
    run("delete /^y/");
    run("restart all");
    assertThat(units()).containsExactly("0 echo online 2", "1 x online 2");
  }

  @Test
  void startMeansWhatIsManagedOrElseAScript() throws IOException {
    run("start echo.sh");
    run("start echo");
    assertThat(troupe.run("start", "echo.sh").exitCode()).isOne();
    run("stop echo");
    run("start echo.sh");
    run("start echo.sh -f");
    assertThat(units()).containsExactly("0 echo online 1", "1 echo online 0");
    run("stop 0");
    run("start 0");
    run("restart 1");
    run("reset 1");
    assertThat(units()).containsExactly("0 echo online 1", "1 echo online 0");
    run("delete all");
    run("start one.sh");
    assertThat(units()).containsExactly("0 one online 0");
  }

  @Test
  void optionsChangeAUnitAndNullTakesAway() throws IOException {
    run("start one.sh --name y --max-restarts 3");
    run("restart y --name yy --node-args=-e");
    assertThat(troupe.run("prettylist").out()).contains("node_args: [ '-e' ]");
    run("restart yy --node-args=null --max-restarts null");
    assertThat(troupe.run("prettylist").out())
        .doesNotContain("node_args", "max_restarts")
        .contains("name: 'yy'");
    assertThat(units()).containsExactly("0 yy online 2");
  }

  @Test
  void aFileStartsWhatIsMissingAndRestartsWhatIsKnown() throws IOException {
    write("1");
    run("start apps.json --only a,b");
    run("stop apps.json --only a");
    run("start apps.json");
    assertThat(units()).containsExactly("0 a online 0", "1 b online 1");
    run("delete apps.json --only a");
    run("restart apps.json");
    run("reload apps.json");
    assertThat(units()).containsExactly("1 b online 3", "2 a online 1");
    run("delete apps.json");
    assertThat(units()).isEmpty();
    assertThat(troupe.run("stop", "apps.json", "--only", "a").succeeds().err())
        .contains("a is not managed: there is nothing to stop");
    assertThat(troupe.run("delete", "apps.json").succeeds().err())
        .contains("b is not managed: there is nothing to delete");
  }

  @Test
  void aFileAlwaysBringsItsEnvironmentAndAnIdOnlyIfAsked() throws Exception {
    write("1");
    seen = lines();
    run("start apps.json --only a");
    awaitLine("V=1 W=9");
    write("2");
    run("restart apps.json --only a");
    awaitLine("V=2 W=9");
    run("restart apps.json --only a --env prod");
    awaitLine("V=3 W=5");
    var shell = Map.of("V", "8");
    troupe.run(shell, "", "restart", "a").succeeds();
    awaitLine("V=3 W=5");
    troupe.run(shell, "", "restart", "a", "--update-env").succeeds();
    awaitLine("V=8 W=5");
    assertThat(troupe.run("restart", "apps.json", "--env", "nope").succeeds().err())
        .contains("env_nope");
  }

  /** {@code deploy.prod.env} lies below {@code env} and {@code env_prod}. */
  private static void write(String value) {
    troupe.write(
        "apps.json",
        """
        {"apps": [{"name": "a", "script": "./echo.sh", "env": {"V": %s, "W": 9},
                   "env_prod": {"V": 3, "W": 5}},
                  {"name": "b", "script": "./one.sh"}],
         "deploy": {"prod": {"env": {"W": 7}}}}
        """
            .formatted(value));
  }

  private long seen;

  private static long lines() {
    return troupe.log("a-out.log").lines().count();
  }

  /** The next line that the app has printed. */
  private void awaitLine(String line) throws InterruptedException {
    seen++;
    HomeWithDaemon.await(line, () -> lines() >= seen);
    assertThat(troupe.log("a-out.log").lines().skip(seen - 1).findFirst()).hasValue(line);
  }

  @Test
  void theEnvironmentsNameCanBePartOfTheApps() throws IOException {
    troupe.write(
        "web.json",
        "{\"name\": \"web\", \"script\": \"./one.sh\", \"append_env_to_name\": true,"
            + " \"env_dev\": {\"A\": 1}}");
    run("start web.json --env dev");
    run("restart web-dev");
    assertThat(units()).containsExactly("0 web-dev online 1");
  }
}
