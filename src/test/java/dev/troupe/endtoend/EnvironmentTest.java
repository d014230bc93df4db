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
}
