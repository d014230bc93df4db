package dev.troupe.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.config.AppSpecReader;
import dev.troupe.config.Context;
import dev.troupe.config.ReadResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every field that PM2 7.0.4 knows works, or is explained, under each of its names. */
class Section9FieldNamesTest {
  private static final String FIELDS =
      """
      name: web
      namespace: back
      cwd: sub
      filter_env: true
      args: a b
      exec_interpreter interpreter: none
      node_args nodeArgs interpreter_args interpreterArgs: --no-warnings
      out_file outFile out output out_log outLog: o.log
      error_file errorFile error err err_file errFile err_log errLog: e.log
      log_file logFile log: l.log
      pid_file pidFile pid: p.pid
      disable_logs disableLogs: true
      log_type logType: json
      log_date_format logDateFormat: HH:mm
      time: true
      env: {A=1}
      max_memory_restart maxMemoryRestart: 300M
      restart_delay restartDelay: 7
      exp_backoff_restart_delay expBackoffRestartDelay: 7
      source_map_support sourceMapSupport: false
      disable_source_map_support disableSourceMapSupport: true
      wait_ready waitReady: true
      instances: 3
      kill_timeout killTimeout: 7
      shutdown_with_message shutdownWithMessage: true
      listen_timeout listenTimeout: 7
      cron_restart cronRestart cron: 0 0 * * *
      merge_logs mergeLogs combine_logs combineLogs: false
      autostart: false
      autorestart: false
      stop_exit_codes stopExitCodes: 7
      watch: true
      watch_delay watchDelay: 7
      ignore_watch ignoreWatch: x
      watch_options watchOptions: {usePolling=true}
      min_uptime minUptime: 7s
      max_restarts maxRestarts: 7
      exec_mode execMode: cluster
      append_env_to_name appendEnvToName: true
      increment_var incrementVar: PORT
      instance_var instanceVar: SLOT
      treekill: false
      port: 3000
      uid user: 33
      gid: 33
      """;

  private static final List<String> NAMES_OF_SCRIPT = List.of("script", "exec", "cmd", "command");

  @TempDir Path root;

  @BeforeEach
  void writeScript() throws Exception {
    Files.createDirectories(root.resolve("sub"));
    for (var name : List.of("a.js", "sub/a.js", "node")) {
      var file = Files.writeString(root.resolve(name), "#!/bin/sh\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private ReadResult.Accepted read(Map<String, Object> fields) {
    var declaration = new HashMap<>(fields);
    if (NAMES_OF_SCRIPT.stream().noneMatch(fields::containsKey)) {
      declaration.put("script", "a.js");
    }
    var shell = Map.of("PATH", root.toString(), "HOME", root.toString());
    var context = new Context(root, shell, 4, root.resolve("home"), "x");
    return switch (AppSpecReader.read(List.of(declaration), context)) {
      case ReadResult.Accepted accepted -> accepted;
      case ReadResult.Refused(var errors, _) -> throw new AssertionError(errors);
    };
  }

  private static Object value(String text) {
    return text.startsWith("{")
        ? Map.of(
            text.substring(1, text.indexOf('=')),
            text.substring(text.indexOf('=') + 1, text.length() - 1))
        : text;
  }

  @Test
  void worksUnderEachOfItsNames() {
    var plain = read(Map.of("env_x", Map.of("X", "1")));
    assertThat(plain.warnings()).isEmpty();
    for (var line : FIELDS.lines().toList()) {
      int end = line.indexOf(": ");
      var value = value(line.substring(end + 2));
      var names = line.substring(0, end).split(" ", -1);
      var first = read(Map.of(names[0], value, "env_x", Map.of("X", "1")));
      assertThat(first.apps()).as(line).isNotEqualTo(plain.apps());
      for (var name : names) {
        var read = read(Map.of(name, value, "env_x", Map.of("X", "1")));
        assertThat(read.apps()).as(name).isEqualTo(first.apps());
        assertThat(read.warnings()).as(name).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "name_prefix, x-",
    "install_url, http://localhost/",
    "vizion, true",
    "force, true",
    "post_update, ls",
    "trace, true",
    "disable_trace, true",
    "v8, true",
    "deep_monitoring, true",
    "event_loop_inspector, true",
    "pmx, true",
    "automation, true",
    "username, ann",
    "windowsHide, true",
    "kill_retry_time, 100",
    "write, true",
    "io, {a=b}"
  })
  void whatMeansNothingHereIsExplainedInOneLine(String field, String value) {
    var read = read(Map.of(field, value(value), "env_x", Map.of()));
    assertThat(read.warnings()).hasSize(1);
    assertThat(read.warnings().getFirst()).contains(field).doesNotContain("unknown");
  }

  @ParameterizedTest
  @CsvSource({"script", "exec", "cmd", "command"})
  void namesTheScript(String field) {
    var read = read(Map.of(field, "sub/a.js", "env_x", Map.of()));
    assertThat(read.apps().getFirst().program().script()).endsWith("/sub/a.js");
  }
}
