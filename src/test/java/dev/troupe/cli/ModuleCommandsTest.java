package dev.troupe.cli;

import static dev.troupe.cli.CommandRun.NOW;
import static dev.troupe.cli.CommandRun.instance;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.InstanceState;
import dev.troupe.model.PlainRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Modules, with an npm that only pretends. */
@Tag("os")
class ModuleCommandsTest extends CommandTestBase {

  @Test
  void answersForWhatIsBuiltIn() {
    for (var name : List.of("pm2-logrotate", "pm2-server-monit", "pm2-prom-module")) {
      var result = troupe.run("install", name);
      assertThat(result.exitCode()).isZero();
      assertThat(result.out()).startsWith("[Troupe] " + name + " is not needed: ").hasLineCount(1);
    }
    assertThat(troupe.run("autoinstall").out()).contains("built in");
    assertThat(home.resolve("modules")).doesNotExist();
  }

  @Test
  void declaresAModuleAsItsPackageSaysWithItsSettings() throws IOException {
    var npm =
        """
        mkdir -p "$3/node_modules/@me/mod"
        echo '{"version":"2.0.0","apps":[{"script":"run.js","max_restarts":3}]}' \\
          >"$3/node_modules/@me/mod/package.json"
        echo '{"dependencies":{"@me/mod":"^2.0.0"}}' >"$3/package.json"
        """;
    Files.writeString(home.resolve("module_conf.json"), "{\"@me/mod\":{\"every\":\"5\"}}");
    daemon.answeringInstances("POST /api/v1/apps", instance(2, "@me/mod"));
    var result = withNpm(npm).run("install", "@me/mod@2");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(daemon.bodyOf("POST /api/v1/apps").get("apps"))
        .isEqualTo(
            List.of(
                Map.of(
                    "script",
                    "run.js",
                    "max_restarts",
                    3,
                    "cwd",
                    home + "/modules/@me/mod/node_modules/@me/mod",
                    "namespace",
                    "module",
                    "name",
                    "@me/mod",
                    "env",
                    Map.of(
                        "every", "5",
                        "pmx_module", "true",
                        "@me/mod", "{\"every\":\"5\"}"))));
    assertThat(troupe.run("module:ls").out()).isEqualTo("@me/mod@2.0.0\n");
  }

  @Test
  void updatesAModuleFromWhereItCame() throws IOException {
    var npm =
        """
        eval last=\\${$#}
        echo "$last" >>"$HOME/asked"
        mkdir -p "$3/node_modules/@me/mod"
        echo '{"version":"2.0.0"}' >"$3/node_modules/@me/mod/package.json"
        echo '{"dependencies":{"@me/mod":"'$WANTED'"}}' >"$3/package.json"
        """;
    daemon.answeringInstances("POST /api/v1/apps", instance(2, "@me/mod"));
    withNpm(npm).with("HOME", home.toString());
    for (var wanted : List.of("^2.0.0", "file:../../my/mod")) {
      assertThat(troupe.with("WANTED", wanted).run("install", "@me/mod").exitCode()).isZero();
      assertThat(troupe.run("module:update", "@me/mod").exitCode()).isZero();
    }
    assertThat(Files.readAllLines(home.resolve("asked")))
        .containsExactly("@me/mod", "@me/mod@latest", "@me/mod", "file:" + home + "/my/mod");
  }

  @Test
  void keepsWhatIsThereIfNpmFails() throws IOException {
    Files.createDirectories(home.resolve("modules/m/node_modules/m"));
    Files.writeString(home.resolve("modules/m/node_modules/m/package.json"), "{\"version\":\"1\"}");
    var result = withNpm("exit 1").run("install", "m");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).contains("npm could not install m");
    assertThat(troupe.run("module:list").out()).isEqualTo("m@1\n");
    try (var left = Files.list(home.resolve("modules"))) {
      assertThat(left).containsExactly(home.resolve("modules/m"));
    }
  }

  @Test
  void saysThatNpmIsMissing() {
    var result = troupe.with("PATH", "/nowhere").run("install", "m");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err())
        .isEqualTo("[Troupe][ERROR] modules need npm, which is not in PATH: install Node\n");
  }

  @Test
  void listsModulesInATableOfTheirOwn() throws IOException {
    var module =
        PlainRow.of(
            1,
            "m",
            InstanceState.ONLINE,
            row -> {
              row.namespace = "module";
              row.version = "1.2.3";
              row.startedAt = NOW;
            });
    daemon.answeringInstances("GET /api/v1/instances", instance(0, "web"), module);
    var lines = troupe.run("list").out().lines().toList();
    int title = lines.indexOf("Module");
    assertThat(title).isPositive();
    assertThat(lines.subList(0, title)).noneMatch(line -> line.contains("1.2.3"));
    assertThat(lines.get(title + 4)).startsWith("│ 1  │ m ");
  }

  @Test
  void writesAModuleToBeginWith() throws IOException {
    assertThat(troupe.run("module:generate", "mine").exitCode()).isZero();
    assertThat(ModuleConf.map(JsonReader.read(Files.readString(home.resolve("mine/package.json")))))
        .containsEntry("name", "mine");
    assertThat(home.resolve("mine/index.js")).isRegularFile();
    assertThat(troupe.run("module:generate", "mine").err()).contains("cannot write");
    assertThat(troupe.run("module:generate", "../x").err()).contains("is no package's name");
  }

  /** Its arguments are those of {@code npm install --prefix FOLDER ...}. */
  private CommandRun withNpm(String commands) throws IOException {
    Path npm = Files.createDirectories(home.resolve("bin")).resolve("npm");
    Files.writeString(npm, "#!/bin/sh\n" + commands + "\n");
    Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwxr-xr-x"));
    return troupe.with("PATH", home.resolve("bin") + ":" + CommandRun.PATH);
  }
}
