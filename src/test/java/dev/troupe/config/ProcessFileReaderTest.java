package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no node: there is none in this machine's PATH. */
class ProcessFileReaderTest {
  private static final Map<String, Object> API = Map.of("name", "api", "script", "api.js");

  @TempDir Path folder;
  private Machine machine;

  @BeforeEach
  void setUp() {
    machine = new Machine(folder.toAbsolutePath());
  }

  private ProcessFile read(String name) {
    return new ProcessFileReader(machine.cwd, machine.env()).read(name);
  }

  private ProcessFile.Apps apps(String name, String content) {
    machine.write("work/" + name, content);
    return switch (read(name)) {
      case ProcessFile.Apps apps -> apps;
      case ProcessFile.Unreadable(var line) -> throw new AssertionError(line);
    };
  }

  private String error(String name, String content) {
    machine.write("work/" + name, content);
    return error(name);
  }

  private String error(String name) {
    return switch (read(name)) {
      case ProcessFile.Apps apps -> throw new AssertionError(apps);
      case ProcessFile.Unreadable(var line) -> line.replace(machine.root.toString(), "ROOT");
    };
  }

  @ParameterizedTest
  @CsvSource({
    "a.json, JSON",
    "dir/a.json, JSON",
    "a.config.json, JSON",
    "a.json5, JSON",
    "a.yml, YAML",
    "a.yaml, YAML",
    "a.config.js, JAVASCRIPT",
    "a.config.cjs, JAVASCRIPT",
    "a.config.mjs, JAVASCRIPT",
    "a.config.js.bak, JAVASCRIPT",
    "a.toml, TOML",
    "a.conf, HOCON"
  })
  void tellsTheFormatByTheName(String name, FileFormat format) {
    assertThat(FileFormat.of(name)).contains(format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.js", "config.js", "app", "a.json/app.py", "conf", "a.conf.d"})
  void takesOtherNamesForPrograms(String name) {
    assertThat(FileFormat.of(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"name\": \"api\", \"script\": \"api.js\"}]",
        "{\"name\": \"api\", \"script\": \"api.js\"}",
        "{\"apps\": [{\"name\": \"api\", \"script\": \"api.js\"}]}",
        "{\"apps\": {\"name\": \"api\", \"script\": \"api.js\"}}",
        "{\"pm2\": [{\"name\": \"api\", \"script\": \"api.js\"}]}"
      })
  void findsTheAppsWhereverTheyAre(String json) {
    assertThat(apps("a.json", json).apps()).containsExactly(API);
  }

  @Test
  void readsOneAppUnderAnyNameOfItsScript() {
    assertThat(apps("a.json", "{\"cmd\": \"api.js\"}").apps())
        .containsExactly(Map.of("cmd", "api.js"));
  }

  @Test
  void readsYamlWithMergedDefaults() {
    var yaml =
        """
        defaults: &defaults
          script: api.js
        apps:
          - <<: *defaults
            name: api
        """;
    assertThat(apps("a.yml", yaml).apps()).containsExactly(API);
  }

  @Test
  void readsYamlValuesAsVersionOneTwoHasThem() {
    var yaml =
        """
        - script: no
          args: [22:22, 010, 0o10, 0x10, 7, 1.5, true, ~, 2026-01-01]
          env:
            8080: on
        """;
    var app = apps("a.yaml", yaml).apps().getFirst();
    assertThat(app).containsEntry("script", "no").containsEntry("env", Map.of("8080", "on"));
    assertThat(app.get("args"))
        .isEqualTo(Arrays.asList("22:22", 10, 8, 16, 7, 1.5, true, null, "2026-01-01"));
  }

  @Test
  void readsToml() {
    var toml = "[[apps]]\nname = \"api\"\nscript = \"api.js\"\nenv = { PORT = 3000 }\n";
    assertThat(apps("a.toml", toml).apps())
        .containsExactly(Map.of("name", "api", "script", "api.js", "env", Map.of("PORT", 3000)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apps = [{ name = api, script = api.js }]",
        "troupe.apps = [{ name = api, script = api.js }]",
        "troupe { apps = [{ name = api, script = ${base}.js }] }, base = api",
        "name = api, script = api.js"
      })
  void readsHocon(String hocon) {
    assertThat(apps("a.conf", hocon).apps()).containsExactly(API);
  }

  @Test
  void followsIncludesOfHocon() {
    machine.write("work/base.conf", "base { name = api }");
    assertThat(apps("a.conf", "include \"base.conf\"\napps = [${base} { script = api.js }]").apps())
        .containsExactly(API);
  }

  @ParameterizedTest
  @CsvSource({
    "sub/a.toml, script = \"x\", sub",
    "sub/a.conf, script = x, sub",
    "sub/a.json, {\"script\": \"x\"}, ''",
    "sub/a.yaml, script: x, ''"
  })
  void startsRelativePathsAsTheFormatAsks(String name, String content, String base) {
    assertThat(apps(name, content).base()).isEqualTo(machine.cwd.resolve(base));
  }

  @Test
  void notesWhatElseIsInAFile() {
    var json = "{\"apps\": [{\"script\": \"x\"}], \"deploy\": {}, \"aps\": []}";
    assertThat(apps("a.json", json).warnings())
        .containsExactly("a.json: aps is unknown and ignored");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.json|{\"apps\": [|a.json:1:11: Unexpected end-of-input: expected close marker for Array:"
            + " strict JSON it is not, and node, which would take it for JavaScript, is not in"
            + " PATH; correct the JSON there or install node",
        "a.json|[]\\n[]|a.json:2:1: there is more after the first value:"
            + " strict JSON it is not, and node, which would take it for JavaScript, is not in"
            + " PATH; correct the JSON there or install node",
        "a.yml|apps:\\n  - name: [|a.yml:2:12: expected the node content, but found"
            + " '<stream end>'; correct the YAML there",
        "a.yml|a: 1\\na: 2|a.yml:2:1: found duplicate key a; correct the YAML there",
        "a.yml|a: !!java.net.URL [x]|a.yml:1:4: Global tag is not allowed:"
            + " tag:yaml.org,2002:java.net.URL; correct the YAML there",
        "a.yml|&a [*a]|a.yml: an anchor refers to what it is part of; correct the YAML there",
        "a.toml|[[apps]]\\nname = |a.toml:2:7: Premature end of file; correct the TOML there",
        "a.conf|apps = [\\n{ name = }|a.conf:2: Expecting a value but got wrong token: '}'; correct"
            + " the HOCON there",
        "a.conf|script = ${nope}|a.conf:1: Could not resolve substitution to a value: ${nope};"
            + " correct the HOCON there"
      })
  void saysWhereAFileIsMalformed(String name, String content, String line) {
    assertThat(error(name, content.replace("\\n", "\n"))).isEqualTo(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.json|{\"port\": 1}|a.json: declares no apps; give a list of apps, one app with a script,"
            + " or apps = [...]",
        "a.json|''|a.json: declares no apps; give a list of apps, one app with a script, or apps ="
            + " [...]",
        "a.yml|''|a.yml: declares no apps; give a list of apps, one app with a script, or apps ="
            + " [...]",
        "a.yml|apps: []|a.yml:1:7: declares no apps; declare at least one",
        "a.conf|troupe.apps = []|a.conf:1: declares no apps; declare at least one",
        "a.yml|apps:\\n- script: x\\n- y|a.yml:3:3: apps[1]: \"y\" is no app; give an object with a"
            + " script",
        "a.config.js|''|a.config.js: needs node, which is not in PATH; install it or declare the"
            + " apps in JSON, YAML, TOML or HOCON"
      })
  void saysWhyAFileDeclaresNoApps(String name, String content, String line) {
    assertThat(error(name, content.replace("\\n", "\n"))).isEqualTo(line);
  }

  @Test
  void namesTheIncludedFileThatIsMalformed() {
    machine.write("work/base.conf", "a = 1\nb = [");
    assertThat(error("a.conf", "include \"base.conf\""))
        .startsWith("ROOT/work/base.conf:2: ")
        .endsWith("; correct the HOCON there");
  }

  @Test
  void saysThatThereIsNoFile() {
    assertThat(error("nope.json")).isEqualTo("nope.json: not found; check the path");
  }

  @Test
  void saysThatAFileIsNoText() throws IOException {
    Files.write(machine.cwd.resolve("a.yml"), new byte[] {(byte) 0xff});
    assertThat(error("a.yml")).isEqualTo("a.yml: is no UTF-8 text; save it as UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.json|[\\n{\"script\": \"ls\",\\n\"instances\": \"x\"}]|a.json:3:14",
        "a.yml|apps:\\n- script: ls\\n  instances: x|a.yml:3:14",
        "a.toml|[[apps]]\\nscript = 'ls'\\n  instances = 'x'|a.toml:3:3",
        "a.toml|script = 'ls'\\ninstances = 'x'|a.toml:2:1",
        "a.conf|troupe.apps = [\\n{\\nscript = ls\\ninstances = x\\n}]|a.conf:4",
        "a.conf|script = ls\\ninstances = x|a.conf:2"
      })
  void locatesAnUnfitValue(String name, String content, String place) {
    machine.program("ls");
    var file = apps(name, content.replace("\\n", "\n"));
    var refused = (ReadResult.Refused) machine.read(null, file.apps());
    assertThat(file.located(refused.errors().getFirst()).line())
        .startsWith(place + ": apps[0].instances: \"x\" is not a number of instances;");
  }

  @Test
  void locatesAMissingValueAtItsApp() {
    var file = apps("a.yml", "apps:\n- script: ls\n- name: b\n");
    var error = new ConfigError("apps[1].script", "is missing", "name it");
    assertThat(file.located(error).line()).startsWith("a.yml:3:3: apps[1].script: is missing");
  }

  @Test
  void keepsOnlyTheNamedApps() {
    var file = apps("a.yml", "- script: ls\n- script: x/b.js\n- {script: c, name: d}\n");
    var kept = file.only(List.of("b", "d", "e"));
    assertThat(kept.apps())
        .containsExactly(Map.of("script", "x/b.js"), Map.of("script", "c", "name", "d"));
    assertThat(kept.warnings()).containsExactly("no app is named e; there are ls, b, d");
    assertThat(kept.located(new ConfigError("apps[1].name", "", "")).where())
        .isEqualTo("a.yml:3:21");
  }
}
