package dev.troupe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Children that do what they shouldn't: the daemon stays well and a stop still works. */
@Tag("os")
class UnrulyChildTest extends OneDaemon {
  private long started(String name, String script) throws IOException, InterruptedException {
    troupe.write(name + ".sh", script);
    troupe.run("start", name + ".sh", "--kill-timeout", "500").succeeds();
    return troupe.unit(name).pid();
  }

  private void stops(String name, long pid) throws IOException, InterruptedException {
    troupe.run("stop", name).succeeds();
    assertThat(troupe.unit(name).status()).isEqualTo("stopped");
    assertThat(Troupe.lives(pid)).isFalse();
  }

  @Test
  void oneThatIgnoresTheStopSignal() throws Exception {
    stops("deaf", started("deaf", "trap '' INT TERM; while true; do sleep 1; done"));
  }

  @Test
  void oneThatWasSuspended() throws Exception {
    long pid = started("frozen", "kill -STOP $$; sleep 1000");
    stops("frozen", pid);
  }

  @Test
  void oneWhoseGrandchildKeepsThePipeAndLeavesTheSession() throws Exception {
    var pidFile = folder.resolve("grandchild.pid");
    long pid =
        started("parent", "setsid sh -c 'echo $$ > " + pidFile + "; exec sleep 1000' & wait");
    Troupe.await("the grandchild", () -> pidFile.toFile().length() > 0);
    long grandchild = Long.parseLong(Files.readString(pidFile).strip());
    stops("parent", pid);
    assertThat(Troupe.lives(grandchild)).isFalse();
  }

  @Test
  void oneThatClosesItsOutput() throws Exception {
    stops("mute", started("mute", "exec >&- 2>&-; sleep 1000"));
  }

  @Test
  void oneThatWritesWithoutEverEndingTheLine() throws Exception {
    long pid = started("endless", "head -c 300000000 /dev/zero | tr '\\\\0' x; sleep 1000");
    var file = troupe.home().resolve("logs/endless-out.log").toFile();
    Troupe.await("all bytes", () -> file.length() == 300_000_000);
    assertThat(residentMegabytes(troupe.daemon())).isLessThan(250);
    stops("endless", pid);
  }

  private static long residentMegabytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /** A pipe that nobody reads stands for the disk: opening it takes for ever. */
  @Test
  void severalWhoseLogsAreOnADiskThatHangs() throws Exception {
    var readers = new ArrayList<Process>();
    try {
      for (int number = 0; number < 5; number++) {
        var log = folder.resolve("log" + number).toString();
        assertThat(new ProcessBuilder("mkfifo", log).start().waitFor()).isZero();
        var words = List.of("start", "sleep 1000", "--name", "stuck" + number, "-o", log);
        troupe.start(
            folder.resolve(number + ".out"),
            folder.resolve(number + ".err"),
            words.toArray(String[]::new));
      }
      Troupe.await("all are being started", () -> troupe.list().size() == 5);
      started("fine", "sleep 1000");
    } finally {
      for (int number = 0; number < 5; number++) {
        readers.add(new ProcessBuilder("cat", folder.resolve("log" + number).toString()).start());
      }
    }
    troupe.run("delete", "all").succeeds();
    for (var reader : readers) {
      assertThat(reader.waitFor()).isZero();
    }
  }

  @Test
  void aDaemonKilledBeforeIsReplaced() throws Exception {
    long child = started("loop", "while true; do sleep 1; done");
    long daemon = troupe.daemon();
    ProcessHandle.of(daemon).orElseThrow().destroyForcibly();
    Troupe.awaitEnd(daemon);
    assertThat(troupe.run("ping").succeeds().out()).contains("pong");
    assertThat(troupe.daemon()).isNotEqualTo(daemon);
    ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void twoCommandsAtOnceStartOneDaemon() throws Exception {
    troupe.run("kill").succeeds();
    var out = folder.resolve("out");
    var err = folder.resolve("err");
    var one = troupe.start(out, err, "ping");
    var two = troupe.start(folder.resolve("out2"), folder.resolve("err2"), "ping");
    assertThat(one.waitFor()).isZero();
    assertThat(two.waitFor()).isZero();
    var home = troupe.home().toString();
    var deadline = Instant.now().plus(Duration.ofSeconds(20));
    while (daemonsOf(home) > 1 && Instant.now().isBefore(deadline)) {
      Thread.onSpinWait();
    }
    assertThat(daemonsOf(home)).isEqualTo(1);
  }

  private static long daemonsOf(String home) {
    return ProcessHandle.allProcesses().filter(process -> isDaemonOf(process.pid(), home)).count();
  }

  private static boolean isDaemonOf(long pid, String home) {
    try {
      var command = Files.readString(Path.of("/proc/" + pid + "/cmdline"));
      var env = Files.readString(Path.of("/proc/" + pid + "/environ"));
      return command.contains("dev.troupe.DaemonMain")
          && env.contains("TROUPE_HOME=" + home + "\0");
    } catch (IOException e) {
      return false;
    }
  }
}
