package dev.troupe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract, section 7: which variables a real child has, and after which command. */
@Tag("os")
class EnvironmentTest {
  private @TempDir Path folder;

  private Troupe shell(String... variables) {
    var prefix = new ArrayList<>(List.of("env"));
    prefix.addAll(List.of(variables));
    return new Troupe(folder, folder.resolve("home"), prefix);
  }

  @AfterEach
  void leave() throws IOException, InterruptedException {
    shell().close();
  }

  /** Value and origin by name, as {@code env --json} has them. */
  private Map<String, String> variables() throws IOException, InterruptedException {
    var variables = new HashMap<String, String>();
    for (var entry : JSON.std.listFrom(shell().run("env", "0", "--json").succeeds().out())) {
      var one = (Map<?, ?>) entry;
      variables.put(String.valueOf(one.get("name")), one.get("value") + " of " + one.get("origin"));
    }
    return variables;
  }

  /** What the present child has really got. */
  private Map<String, String> ofTheChild() throws IOException, InterruptedException {
    var pid = shell().unit("api").pid();
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

  private void declare(String env) throws IOException {
    shell().write("api.yaml", "- { name: api, script: api.sh, env_file: .env, env: " + env + " }");
  }

  @Test
  void variablesComeAndGoAsTheirSourcesDo() throws Exception {
    shell().write("api.sh", "while true; do sleep 1; done");
    shell().write(".env", "A=file\nC=file");
    declare("{ C: env, D: env }");
    shell("A=shell", "GONE=shell").run("start", "api.yaml").succeeds();
    assertThat(variables())
        .containsEntry("A", "file of .env")
        .containsEntry("C", "env of env")
        .containsEntry("GONE", "shell of shell")
        .containsEntry("unique_id", ofTheChild().get("unique_id") + " of troupe");

    shell("A=other", "NEW=shell").run("restart", "api").succeeds();
    assertThat(ofTheChild()).containsEntry("GONE", "shell").doesNotContainKey("NEW");

    shell("A=other", "NEW=shell").run("restart", "api", "--update-env").succeeds();
    assertThat(ofTheChild())
        .containsEntry("A", "other")
        .containsEntry("C", "env")
        .containsEntry("NEW", "shell")
        .doesNotContainKey("GONE");

    shell().run("set", "api.E", "kept").succeeds();
    assertThat(ofTheChild()).containsEntry("E", "kept").containsEntry("NEW", "shell");

    declare("{ C: env }");
    shell().run("restart", "api.yaml").succeeds();
    assertThat(ofTheChild())
        .containsEntry("A", "file")
        .containsEntry("E", "kept")
        .doesNotContainKeys("D", "NEW");
  }
}
