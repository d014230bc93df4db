package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.troupe.api.Apps;
import dev.troupe.api.DaemonInfo;
import dev.troupe.model.AppSnapshot;
import dev.troupe.pm2.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code slist}, {@code report}, {@code list -m}. */
class MachineCommandsTest {
  @TempDir Path home;

  @Test
  void printsTheMachineAsJsonOrAsLines() throws IOException {
    var facts = JSON.std.mapFrom(new CommandRun(home).run("slist").out());
    assertThat(facts).containsKeys("system", "arch", "cpus");
    assertThat(new CommandRun(home).run("sysinfos", "--tree").out()).contains("\ncpus: ");
  }

  @Test
  void readsWhatLinuxTells() throws IOException {
    Files.createDirectories(home.resolve("sys/kernel"));
    Files.writeString(home.resolve("sys/kernel/hostname"), "server\n");
    Files.writeString(home.resolve("uptime"), "350735.47 234388.90\n");
    Files.writeString(home.resolve("loadavg"), "0.52 0.40 0.10 1/123 4711\n");
    Files.writeString(
        home.resolve("meminfo"), "MemTotal:  2048 kB\nMemFree: 1 kB\nMemAvailable: 1024 kB\n");
    assertThat(SystemInfo.read(home))
        .containsEntry("hostname", "server")
        .containsEntry("uptime", 350_735L)
        .containsEntry("load_5m", 0.4)
        .containsEntry("memory_total", 2_097_152L)
        .containsEntry("memory_available", 1_048_576L);
  }

  @Test
  void leavesOutWhatTheMachineDoesNotTell() {
    assertThat(SystemInfo.read(home.resolve("nothing"))).doesNotContainKeys("uptime", "load_1m");
  }

  @Test
  void reportsAllSections() throws IOException {
    Files.writeString(home.resolve("troupe.log"), "the last line\n");
    try (var daemon = new FakeDaemon(home.resolve("troupe.sock"))) {
      daemon.answering(
          "GET /api/v1/daemon",
          200,
          new DaemonInfo("0.1.0", 1, Instant.EPOCH, "/home", "linux", "it works", null, null));
      daemon.answeringInstances("GET /api/v1/instances", CommandRun.instance(0, "web"));
      assertThat(new CommandRun(home).run("report").out())
          .containsSubsequence(
              "--- Daemon -",
              "--- CLI -",
              "user ",
              "--- System info -",
              "cpus ",
              "--- PM2 list -",
              "│ web ",
              "--- Daemon logs -",
              "the last line");
    }
  }

  @Test
  void listsBlocksOfLines() throws IOException {
    try (var daemon = new FakeDaemon(home.resolve("troupe.sock"))) {
      var web = new AppSnapshot(0, Example.web(1).spec(), Example.web(1).instances(), null);
      daemon.answering("GET /api/v1/apps", 200, new Apps(List.of(web)));
      var row = CommandRun.instance(0, "web");
      daemon.answeringInstances("GET /api/v1/instances", row);
      assertThat(new CommandRun(home).run("list", "-m").out())
          .isEqualTo(
              """
              +--- web
              namespace : default
              version : N/A
              pid : 4000
              pm2 id : 0
              status : online
              mode : fork
              restarted : 3
              uptime : 2m
              memory usage : 50.0mb
              error log : /h/logs/web-error.log
              watching : no
              PID file : /h/pids/web-0.pid
              """);
    }
  }
}
