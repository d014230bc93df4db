package dev.troupe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.troupe.cli.TestedBuild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract, section 10: {@code pm2-runtime}, {@code pm2-dev} and {@code --no-daemon}. */
@Tag("os")
class ForegroundTest {
  private static final List<String> OWN_PIDS =
      List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child");

  @TempDir Path folder;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void nothingIsLeft() throws InterruptedException {
    for (var process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void runtimePrintsWhatAppsPrintAndEndsWith2OnceNothingIsLeft() throws Exception {
    write("job.sh", "echo done\necho oops >&2\nexit 3\n");
    var runtime = start("troupe-runtime", List.of(), "job.sh", "--no-autorestart");
    assertThat(runtime.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(runtime.exitValue()).isEqualTo(2);
    assertThat(out()).isEqualTo("done\n");
    assertThat(err().lines()).contains("oops", "[Troupe] 0 application online, retry = 0");
    assertThat(err()).contains("exited with code [3]");
    assertThat(folder.resolve("home/logs")).isEmptyDirectory();
    assertThat(folder.resolve("home/pm2.pid")).doesNotExist();
  }

  @Test
  void runtimeAsPid1ReapsOrphansAndStopsAllOnSigterm() throws Exception {
    assumeTrue(mayHaveOwnPids(), "unshare is not permitted here");
    write(
        "app.sh",
        """
        (sh -c 'while [ ! -e go ]; do sleep 0.02; done' &)
        trap 'echo stopping; exit 0' INT
        echo up
        while :; do sleep 0.02; done
        """);
    var unshare = start("pm2-runtime", OWN_PIDS, "start", "app.sh", "--json", "--name", "web");
    Troupe.await("the app runs", () -> out().contains("\"up\""));
    var first = unshare.toHandle().children().findFirst().orElseThrow();
    Troupe.await("the orphan is inherited", () -> orphans(first).size() == 1);
    var orphan = orphans(first).getFirst();
    Files.createFile(folder.resolve("go"));
    Troupe.await("it is reaped", () -> !Files.exists(Path.of("/proc/" + orphan)));
    first.destroy();
    assertThat(unshare.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(unshare.exitValue()).isZero();
    assertThat(out().lines().toList().getLast())
        .startsWith("{\"message\":\"stopping\",")
        .endsWith("\"type\":\"out\",\"process_id\":0,\"app_name\":\"web\"}");
  }

  @Test
  void runtimeRefusesWhatItCannotStartWith1AndLeavesNoDaemon() throws Exception {
    var runtime = start("troupe-runtime", List.of(), "start", "missing.js");
    assertThat(runtime.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(runtime.exitValue()).isEqualTo(1);
    assertThat(err()).contains("[Troupe][ERROR] Script not found: " + folder + "/missing.js");
    assertThat(folder.resolve("home/pm2.pid")).doesNotExist();
  }

  @Test
  void startWithoutDaemonShowsOutputAndStopsAllWhenTheDaemonIsTold() throws Exception {
    write("app.sh", "echo up\nexec sleep 1000\n");
    var foreground = start("troupe", List.of(), "start", "app.sh", "--no-daemon");
    Troupe.await("the app runs", () -> out().contains("0|app   | up"));
    var user = new Troupe(folder);
    Troupe.await("the log has it too", () -> read("home/logs/app-out.log").equals("up\n"));
    assertThat(user.unit("app").status()).isEqualTo("online");
    user.close();
    assertThat(foreground.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(foreground.exitValue()).isZero();
  }

  /** As systemd runs it, with a stand-in for systemd-notify. */
  @Test
  void aServiceBringsSavedAppsBackSaysSoAndSavesThemWhenItIsEnded() throws Exception {
    write("web.sh", "echo up\nexec sleep 1000\n");
    write("bin-systemd-notify", "#!/bin/sh\necho \"$@\" >>" + folder + "/told\n");
    var bin = Files.createDirectory(folder.resolve("bin"));
    Files.move(folder.resolve("bin-systemd-notify"), bin.resolve("systemd-notify"));
    assertThat(bin.resolve("systemd-notify").toFile().setExecutable(true)).isTrue();
    write("told", "");
    Files.createDirectory(folder.resolve("home"));
    write("home/dump.pm2", "[" + saved("web", "online") + "," + saved("idle", "stopped") + "]");
    for (int times = 1; times <= 2; times++) {
      var ready = "READY=1\n".repeat(times);
      var service = start("troupe", List.of(), "resurrect", "--no-daemon");
      Troupe.await("it is told", () -> read("told").equals(ready));
      var user = new Troupe(folder);
      assertThat(user.unit("web").status()).isEqualTo("online");
      assertThat(user.unit("idle").status()).isEqualTo("stopped");
      service.destroy();
      assertThat(service.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(service.exitValue()).isZero();
      assertThat(read("home/dump.pm2")).contains("\"idle\"", "\"--port\"", "7000");
    }
  }

  private String saved(String name, String status) {
    return """
    {"name": "%s", "pm_exec_path": "%s/web.sh", "pm_cwd": "%s", "exec_interpreter": "bash",
     "exec_mode": "fork_mode", "status": "%s", "kill_timeout": 7000, "args": ["--port", "80"],
     "env": {}}
    """
        .formatted(name, folder, folder, status);
  }

  private static boolean mayHaveOwnPids() throws IOException, InterruptedException {
    var command = new ArrayList<>(OWN_PIDS);
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Children of a process that run the loop of the test's orphan. */
  private static List<Long> orphans(ProcessHandle parent) {
    return parent
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("-e go"))
        .map(ProcessHandle::pid)
        .toList();
  }

  private Process start(String program, List<String> prefix, String... words) throws IOException {
    var command = new ArrayList<>(prefix);
    command.addAll(TestedBuild.foreground(program));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectOutput(folder.resolve("out").toFile());
    builder.redirectError(folder.resolve("err").toFile());
    var env = builder.environment();
    env.put("TROUPE_HOME", folder.resolve("home").toString());
    env.put("TROUPE_HTTP_PORT", "0");
    env.put("NO_COLOR", "1");
    env.put("NOTIFY_SOCKET", folder.resolve("no-socket").toString());
    env.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    var process = builder.start();
    started.add(process);
    return process;
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String out() {
    return read("out");
  }

  private String err() {
    return read("err");
  }

  private String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
