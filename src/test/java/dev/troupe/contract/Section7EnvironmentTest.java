package dev.troupe.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.config.AppSpecReader;
import dev.troupe.config.Context;
import dev.troupe.config.ReadResult;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.AppSpec;
import dev.troupe.model.ExecMode;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import dev.troupe.model.Usage;
import dev.troupe.node.NodeEnvironment;
import dev.troupe.pm2.Pm2List;
import dev.troupe.policy.ChildEnvironment;
import dev.troupe.policy.RestartHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names, interpreters, modes, and what a child finds in its environment. */
class Section7EnvironmentTest {
  private static final Instant NOW = Instant.ofEpochMilli(2_000);

  /** Of a child that runs: at its start there was none. */
  private static final Set<String> LATER = Set.of("status", "pm_uptime", "exit_code", "version");

  /** What PM2 tells a child only if it was declared, with its usual value. */
  private static final Map<String, String> RULES =
      Map.of(
          "min_uptime", "1000",
          "max_restarts", "16",
          "restart_delay", "0",
          "exp_backoff_restart_delay", "0",
          "kill_timeout", "1600",
          "listen_timeout", "3000",
          "wait_ready", "false",
          "shutdown_with_message", "false");

  @TempDir Path root;
  private Path bin;
  private final Map<String, String> shell = new HashMap<>();

  @BeforeEach
  void installPrograms() throws IOException {
    bin = Files.createDirectories(root.resolve("bin"));
    shell.put("PATH", bin.toString());
    shell.put("HOME", root.toString());
    for (var name : List.of("node", "bun", "python3", "bash", "ruby", "php", "perl", "ls")) {
      executable(bin.resolve(name), "\u007fELF\0");
    }
  }

  private static void executable(Path file, String content) throws IOException {
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private AppSpec app(Map<String, Object> declaration) {
    var context = new Context(root, shell, 4, root.resolve("home"), null);
    return switch (AppSpecReader.read(List.of(declaration), context)) {
      case ReadResult.Accepted(var apps, _) -> apps.getFirst();
      case ReadResult.Refused(var errors, _) -> throw new AssertionError(errors);
    };
  }

  private AppSpec script(String name, Map<String, Object> fields) throws IOException {
    if (!Files.exists(root.resolve(name))) {
      executable(root.resolve(name), name.matches(".*\\.(?!b$).*") ? "" : "#!/bin/sh\n");
    }
    var declaration = new HashMap<>(fields);
    declaration.put("script", name);
    return app(declaration);
  }

  @ParameterizedTest
  @CsvSource({
    "001-test.js, 001-test",
    "api.server.js, api.server",
    "tool, tool",
    "a.b, a",
    "worker.py, worker"
  })
  void namesAnAppAfterItsFileLessTheLastExtension(String file, String name) throws IOException {
    assertThat(script(file, Map.of()).name()).isEqualTo(name);
  }

  @Test
  void runsALineWithBlanksByBashAndNamesItByTheSameRule() {
    var app = app(Map.of("script", "cc hello.c; ./a.out"));
    assertThat(app.name()).isEqualTo("a");
    assertThat(app.program().commandLine())
        .containsExactly(bin + "/bash", "-c", "cc hello.c; ./a.out");
    assertThat(app.program().interpreter()).isNull();
  }

  @Test
  void looksUpInPathWhatIsNoFile() {
    assertThat(app(Map.of("script", "ls")).program().commandLine()).containsExactly(bin + "/ls");
  }

  @ParameterizedTest
  @CsvSource({
    "a.js, node",
    "a.cjs, node",
    "a.mjs, node",
    "a.ts, bun",
    "a.tsx, bun",
    "a.py, python3",
    "a.sh, bash",
    "a.rb, ruby",
    "a.php, php",
    "a.pl, perl"
  })
  void choosesTheInterpreterByTheExtension(String file, String interpreter) throws IOException {
    assertThat(script(file, Map.of()).program().interpreter()).isEqualTo(bin + "/" + interpreter);
  }

  @Test
  void takesATextThatNamesNoProgramForNodes() throws IOException {
    Files.writeString(root.resolve("server"), "console.log('up')\n");
    assertThat(script("server", Map.of()).program().interpreter()).isEqualTo(bin + "/node");
  }

  @Test
  void fallsBackToNodeForTypeScriptWithoutBun() throws IOException {
    Files.delete(bin.resolve("bun"));
    assertThat(script("a.ts", Map.of()).program().interpreter()).isEqualTo(bin + "/node");
  }

  @ParameterizedTest
  @CsvSource({
    "a.js, , , FORK", "a.js, 1, , CLUSTER", "a.js, 0, , CLUSTER", "a.js, -1, , CLUSTER",
    "a.js, max, , CLUSTER", "a.ts, 2, , CLUSTER", "a.py, 2, , FORK", "tool, 2, , FORK",
    "a.js, 2, fork, FORK", "a.js, , cluster, CLUSTER", "a.js, , cluster_mode, CLUSTER"
  })
  void clustersNodeAndBunIfInstancesAreGiven(
      String file, String instances, String mode, ExecMode wanted) throws IOException {
    var fields = new HashMap<String, Object>();
    if (instances != null) {
      fields.put("instances", instances);
    }
    if (mode != null) {
      fields.put("exec_mode", mode);
    }
    assertThat(script(file, fields).execMode()).isEqualTo(wanted);
  }

  private static Map<String, String> child(AppSpec spec) {
    var history = new RestartHistory(NOW, NOW, 3, 1, Duration.ZERO);
    return ChildEnvironment.of(
        spec, new ChildEnvironment.Birth(5, 1, "u-5", history, NOW, "/home/x/.troupe", "ann"));
  }

  private static Map<?, ?> shown(AppSpec spec) {
    var instance =
        new InstanceSnapshot(
            5,
            1,
            "u-5",
            InstanceState.ONLINE,
            7L,
            NOW,
            NOW,
            3,
            1,
            null,
            null,
            null,
            Usage.NONE,
            true,
            null,
            null);
    var units = Pm2List.units(List.of(new AppSnapshot(1, spec, List.of(instance), null)), "ann");
    return (Map<?, ?>) Objects.requireNonNull(units.getFirst().get("pm2_env"));
  }

  @Test
  void tellsAChildEveryPlainValueOfPm2EnvAsText() throws IOException {
    shell.put("CALLER", "yes");
    var fields =
        Map.<String, Object>ofEntries(
            Map.entry("instances", 2),
            Map.entry("increment_var", "PORT"),
            Map.entry("env", Map.of("DEBUG", true)),
            Map.entry("min_uptime", "5s"),
            Map.entry("max_restarts", 3),
            Map.entry("restart_delay", 100),
            Map.entry("kill_timeout", "3s"),
            Map.entry("wait_ready", true),
            Map.entry("listen_timeout", 4000),
            Map.entry("log_file", "all.log"),
            Map.entry("log_type", "json"),
            Map.entry("max_memory_restart", "300M"),
            Map.entry("cron_restart", "0 3 * * *"),
            Map.entry("exp_backoff_restart_delay", 50),
            Map.entry("time", true),
            Map.entry("watch_delay", 70),
            Map.entry("port", 3000),
            Map.entry("uid", 33),
            Map.entry("gid", 34),
            Map.entry("filter_env", false),
            Map.entry("shutdown_with_message", true));
    var spec = script("a.js", fields);
    var told = child(spec);
    shown(spec)
        .forEach(
            (name, value) -> {
              boolean isPlain = !(value instanceof List || value instanceof Map);
              if (isPlain && !LATER.contains(name)) {
                assertThat(told).containsEntry(name.toString(), value.toString());
              }
            });
    assertThat(told).containsEntry("PORT", "3001").containsEntry("CALLER", "yes");
    assertThat(told).containsKeys(RULES.keySet().toArray(String[]::new));
    assertThat(told)
        .containsEntry("time", "true")
        .containsEntry("port", "3000")
        .containsEntry("uid", "33")
        .containsEntry("gid", "34")
        .containsEntry("username", "ann");
  }

  @Test
  void tellsAChildNoRuleThatWasNotDeclared() throws IOException {
    var plain = script("a.js", Map.of());
    assertThat(child(plain)).doesNotContainKeys(RULES.keySet().toArray(String[]::new));
    assertThat(child(plain)).doesNotContainKeys("version", "time", "port", "uid", "watch_delay");
    var usersOwn = child(script("a.js", Map.of("env", Map.of("version", "7", "min_uptime", "9"))));
    assertThat(usersOwn).containsEntry("version", "7").containsEntry("min_uptime", "9");
  }

  @Test
  void tellsAChildThatTakesNothingOfTheCallers() throws IOException {
    shell.put("CALLER", "yes");
    var spec = script("a.js", Map.of("filter_env", true));
    assertThat(child(spec)).containsEntry("filter_env", "true").doesNotContainKey("CALLER");
    assertThat(shown(spec).get("filter_env")).isEqualTo(true);
  }

  @Test
  void makesJsonOfObjectsInEnv() throws IOException {
    var env = Map.of("LIST", List.of(1, "a"), "MAP", Map.of("b", true));
    assertThat(child(script("a.js", Map.of("env", env))))
        .containsEntry("LIST", "[1,\"a\"]")
        .containsEntry("MAP", "{\"b\":true}");
  }

  @Test
  void keepsNodePathOfTheCaller() throws IOException {
    shell.put("NODE_PATH", "/srv/modules");
    assertThat(child(script("a.js", Map.of()))).containsEntry("NODE_PATH", "/srv/modules");
  }

  @Test
  void tellsPythonNotToBufferUnlessTheCallerSaysOtherwise() throws IOException {
    assertThat(child(script("a.py", Map.of()))).containsEntry("PYTHONUNBUFFERED", "1");
    shell.put("PYTHONUNBUFFERED", "0");
    assertThat(child(script("a.py", Map.of()))).containsEntry("PYTHONUNBUFFERED", "0");
  }

  @ParameterizedTest
  @CsvSource({
    "disable_source_map_support, false, true", "disable_source_map_support, true, false",
    "source_map_support, false, false", "autorestart, true, true"
  })
  void turnsSourceMapsOnUnlessTheyAreDisabled(String field, boolean value, boolean isOn)
      throws IOException {
    var spec = script("a.js", Map.of(field, value));
    assertThat(spec.program().sourceMaps()).isEqualTo(isOn);
    var env = NodeEnvironment.of(child(spec), false, 0, null, spec.program().sourceMaps());
    assertThat(env.get("NODE_OPTIONS")).isEqualTo(isOn ? "--enable-source-maps" : null);
    assertThat(spec.program().interpreterArgs()).isEmpty();
  }

  @Test
  void joinsWhatSetKeepsForTheApp() throws IOException {
    Files.createDirectories(root.resolve("home"));
    Files.writeString(root.resolve("home/module_conf.json"), "{\"a\": {\"colour\": \"blue\"}}");
    var spec = script("a.js", Map.of());
    assertThat(child(spec)).containsEntry("colour", "blue");
    var env = (Map<?, ?>) Objects.requireNonNull(shown(spec).get("env"));
    assertThat(env.get("a")).isEqualTo(Map.of("colour", "blue"));
  }
}
