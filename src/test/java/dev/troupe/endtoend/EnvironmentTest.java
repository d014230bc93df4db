package dev.troupe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract, section 7: which variables a real child has, and after which command. */
@Tag("os")
class EnvironmentTest {
  private @TempDir Path folder;

  private Troupe troupe;

  @BeforeEach
  void comeIn() {
    troupe = new Troupe(folder);
  }

  @AfterEach
  void leave() {
    troupe.close();
  }

  /** Value and origin by name, as {@code env --json} has them. */
  private Map<String, String> variables() throws IOException {
    var variables = new HashMap<String, String>();
    for (var entry : JSON.std.listFrom(troupe.run("env", "0", "--json").succeeds().out())) {
      var one = (Map<?, ?>) entry;
      variables.put(String.valueOf(one.get("name")), one.get("value") + " of " + one.get("origin"));
    }
    return variables;
  }

  /** What the present child has really got. */
  private Map<String, String> ofTheChild() throws IOException {
    var pid = troupe.unit("api").pid();
    var variables = new HashMap<String, String>();
    var text = Files.readString(Path.of("/proc/" + pid + "/environ"));
    for (var entry : text.split("\0", -1)) {
      int end = entry.indexOf('=');
      if (end > 0) {
        variables.put(entry.substring(0, end), entry.substring(end + 1));
      }
    }
    return variables;
  }

  private void declare(String env) {
    troupe.write("api.yaml", "- { name: api, script: api.sh, env_file: .env, env: " + env + " }");
  }

  @Test
  void variablesComeAndGoAsTheirSourcesDo() throws Exception {
    troupe.write("api.sh", "while true; do sleep 1; done");
    troupe.write(".env", "A=file\nC=file");
    declare("{ C: env, D: env }");
    troupe.runWith(Map.of("A", "shell", "GONE", "shell"), "start", "api.yaml").succeeds();
    assertThat(variables())
        .containsEntry("A", "file of .env")
        .containsEntry("C", "env of env")
        .containsEntry("GONE", "shell of shell")
        .containsEntry("unique_id", ofTheChild().get("unique_id") + " of troupe");

    var other = Map.of("A", "other", "NEW", "shell");
    troupe.runWith(other, "restart", "api").succeeds();
    assertThat(ofTheChild()).containsEntry("GONE", "shell").doesNotContainKey("NEW");

    troupe.runWith(other, "restart", "api", "--update-env").succeeds();
    assertThat(ofTheChild())
        .containsEntry("A", "other")
        .containsEntry("C", "env")
        .containsEntry("NEW", "shell")
        .doesNotContainKey("GONE");

    troupe.run("set", "api.E", "kept").succeeds();
    assertThat(ofTheChild()).containsEntry("E", "kept").containsEntry("NEW", "shell");

    declare("{ C: env }");
    troupe.run("restart", "api.yaml").succeeds();
    assertThat(ofTheChild())
        .containsEntry("A", "file")
        .containsEntry("E", "kept")
        .doesNotContainKeys("D", "NEW");
  }

  /** Opened, numbered or made for one child, or not the daemon's to say. */
  private static boolean wiresUp(String name) {
    return name.matches("NODE_CHANNEL_.*|NODE_OPTIONS|TROUPE_LAUNCH");
  }

  @Test
  void envWithOriginsIsWhatTheChildHas() throws Exception {
    troupe.write("api.js", "setInterval(() => {}, 1000)");
    troupe.write(
        "api.yaml",
        """
        - { name: api, script: api.js, port: 3000, increment_var: PORT, max_restarts: 3, time: true,
            watch_delay: 90, env: { version: v7, listen_timeout: mine, pm_id: 44 } }
        """);
    troupe.run("start", "api.yaml").succeeds();
    var expected = ofTheChild();
    expected.keySet().removeIf(EnvironmentTest::wiresUp);
    var shown = variables();
    shown.replaceAll((_, value) -> value.substring(0, value.lastIndexOf(" of ")));
    assertThat(shown).containsExactlyInAnyOrderEntriesOf(expected);
    assertThat(variables())
        .containsEntry("max_restarts", "3 of troupe")
        .containsEntry("pm_id", "0 of troupe")
        .containsEntry("listen_timeout", "mine of env")
        .containsEntry("PORT", "3000 of port");
  }
}
