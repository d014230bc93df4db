package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.troupe.config.ProcessFile;
import dev.troupe.config.ProcessFileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitCommandTest {
  @TempDir Path folder;

  private CommandRun.Result init(String... words) {
    var line = new String[words.length + 1];
    line[0] = "init";
    System.arraycopy(words, 0, line, 1, words.length);
    return new CommandRun(folder).run(line);
  }

  private List<Map<String, Object>> read(String name) {
    return switch (new ProcessFileReader(folder, System.getenv()).read(name)) {
      case ProcessFile.Apps apps -> {
        assertThat(apps.warnings()).isEmpty();
        yield apps.apps();
      }
      case ProcessFile.Unreadable(var line) -> throw new AssertionError(line);
    };
  }

  private static void assumeNode() {
    boolean isThere =
        Arrays.stream(CommandRun.PATH.split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    assumeTrue(isThere, "node is missing");
  }

  @Test
  void writesYamlThatCanBeRead() {
    var result = init("--yaml");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .isEqualTo(
            "[Troupe] Wrote %s/ecosystem.yaml\n[Troupe] Start its apps: troupe start ecosystem.yaml\n"
                .formatted(folder));
    assertThat(read("ecosystem.yaml"))
        .hasSize(1)
        .first()
        .hasFieldOrPropertyWithValue("name", "api");
  }

  @Test
  void tellsEditorsWhereTheSchemaOfYamlIs() throws IOException {
    var schema = folder.resolve("docs/process-file.schema.json");
    Files.createDirectories(folder.resolve("docs"));
    Files.writeString(schema, "{}");
    new CommandRun(folder).installedIn(folder).run("init", "--yaml");
    assertThat(Files.readAllLines(folder.resolve("ecosystem.yaml")).getFirst())
        .isEqualTo("# yaml-language-server: $schema=" + schema.toUri());
    assertThat(read("ecosystem.yaml")).hasSize(1);
  }

  @Test
  void writesASimpleFile() {
    assertThat(init("simple", "--yaml").exitCode()).isZero();
    assertThat(read("ecosystem.yaml")).containsExactly(Map.of("name", "api", "script", "app.js"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "simple"})
  void writesJavaScriptThatCanBeRead(String kind) {
    assumeNode();
    assertThat(kind.isEmpty() ? init().exitCode() : init(kind).exitCode()).isZero();
    assertThat(read("ecosystem.config.js").getFirst()).containsEntry("script", "app.js");
  }

  @Test
  void writesCommonJsWhereThePackageIsMadeOfModules() throws IOException {
    assumeNode();
    Files.writeString(folder.resolve("package.json"), "{ \"type\": \"module\" }");
    assertThat(init().out()).endsWith("troupe start ecosystem.config.cjs\n");
    assertThat(read("ecosystem.config.cjs")).hasSize(1);
    assertThat(folder.resolve("ecosystem.config.cjs"))
        .content()
        .doesNotContain("ecosystem.config.js");
  }

  @Test
  void neverOverwritesAFile() throws IOException {
    Files.writeString(folder.resolve("ecosystem.config.js"), "mine");
    var result = init();
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).contains("ecosystem.config.js: there is a file of that name");
    assertThat(folder.resolve("ecosystem.config.js")).hasContent("mine");
  }

  @Test
  void knowsNoOtherKinds() {
    assertThat(init("huge").err()).contains("simple or none, not huge");
  }
}
