package dev.troupe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What users do with apps that behave. */
@Tag("os")
class CommandLineTest extends OneDaemon {
  @Test
  void theExampleAppsComeUpAndTheCrashingOneIsGivenUp() throws Exception {
    var root = Path.of("").toAbsolutePath();
    troupe.runIn(root, "start", "examples/ecosystem.config.js").succeeds();
    assertThat(troupe.awaits("crashing", "errored").restarts()).isEqualTo(2);
    assertThat(troupe.unit("web").status()).isEqualTo("online");
    assertThat(troupe.unit("worker").status()).isEqualTo("online");
    assertThat(troupe.unit("loop").status()).isEqualTo("online");
  }

  @Test
  void aKilledChildIsReplaced() throws Exception {
    troupe.write("loop.sh", "while true; do sleep 1; done");
    troupe.run("start", "loop.sh").succeeds();
    long pid = troupe.unit("loop").pid();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    Troupe.await("its end is noticed", () -> troupe.unit("loop").restarts() == 1);
    assertThat(troupe.awaits("loop", "online").pid()).isNotEqualTo(pid);
    assertThat(Troupe.lives(pid)).isFalse();
  }

  @Test
  void anAppThatEndsAtOnceIsErroredAfterMaxRestarts() throws Exception {
    troupe.write("crash.sh", "exit 3");
    troupe.run("start", "crash.sh").succeeds();
    assertThat(troupe.awaits("crash", "errored").restarts()).isEqualTo(15);
    assertThat(troupe.run("describe", "crash").succeeds().out()).contains("errored");
  }

  @Test
  void actsOnNamesIdsNamespacesPatternsAndAll() throws Exception {
    troupe.write("loop.sh", "while true; do sleep 1; done");
    troupe.run("start", "loop.sh", "--name", "api-a", "--namespace", "web").succeeds();
    troupe.run("start", "loop.sh", "--name", "api-b", "--namespace", "web").succeeds();
    troupe.run("start", "loop.sh", "--name", "job").succeeds();
    troupe.run("stop", "/^api-/").succeeds();
    assertThat(troupe.list())
        .extracting(Troupe.Unit::status)
        .containsExactly("stopped", "stopped", "online");
    troupe.run("restart", "web").succeeds();
    troupe.run("stop", "2").succeeds();
    assertThat(troupe.list())
        .extracting(Troupe.Unit::status)
        .containsExactly("online", "online", "stopped");
    troupe.run("delete", "api-a", "job").succeeds();
    assertThat(troupe.list()).extracting(Troupe.Unit::name).containsExactly("api-b");
    troupe.run("delete", "all").succeeds();
    assertThat(troupe.list()).isEmpty();
    assertThat(troupe.run("stop", "all").fails()).contains("No process found");
  }

  @Test
  void scalesUpAndDown() throws Exception {
    troupe.write("loop.sh", "while true; do sleep 1; done");
    troupe.run("start", "loop.sh", "-i", "2").succeeds();
    troupe.run("scale", "loop", "4").succeeds();
    assertThat(troupe.list()).extracting(Troupe.Unit::id).containsExactly(0, 1, 2, 3);
    troupe.run("scale", "loop", "1").succeeds();
    assertThat(troupe.list()).extracting(Troupe.Unit::id).containsExactly(0);
    assertThat(troupe.run("scale", "loop", "1").fails()).contains("nothing to do");
  }

  @Test
  void everyLastWordIsInTheFiles() throws Exception {
    troupe.write("words.sh", "i=0; while [ $i -lt 2000 ]; do i=$((i+1)); echo line $i; done");
    troupe.run("start", "words.sh", "-i", "10", "--no-autorestart").succeeds();
    troupe.awaits("words", "stopped");
    for (int id : IntStream.range(0, 10).toArray()) {
      Troupe.await("all lines of " + id, () -> lines("words-out-" + id + ".log") == 2000);
    }
  }

  private long lines(String file) {
    try {
      return troupe.log(file).lines().count();
    } catch (IOException e) {
      return -1;
    }
  }

  @Test
  void printsTheTailOfTheLogs() throws Exception {
    troupe.write("hello.sh", "echo to out; echo to err >&2; sleep 1000");
    troupe.run("start", "hello.sh").succeeds();
    Troupe.await("both lines", () -> lines("hello-out.log") == 1 && lines("hello-error.log") == 1);
    var logs = troupe.run("logs", "hello", "--nostream").succeeds().out();
    assertThat(logs).contains("0|hello").contains("to out").contains("to err");
  }

  @Test
  void sendsSignalsAndLines() throws Exception {
    troupe.write(
        "ear.sh", "trap 'echo got USR2' USR2; while true; do read -r l && echo heard $l; done");
    troupe.run("start", "ear.sh").succeeds();
    troupe.run("send", "0", "hello").succeeds();
    Troupe.await("the line", () -> logHas("ear-out.log", "heard hello"));
    troupe.run("sendSignal", "SIGUSR2", "ear").succeeds();
    Troupe.await("the signal", () -> logHas("ear-out.log", "got USR2"));
    assertThat(troupe.run("sendSignal", "SIGNOPE", "ear").fails()).contains("SIGNOPE");
  }

  private boolean logHas(String file, String text) {
    try {
      return troupe.log(file).contains(text);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void tellsPidsIdsAndEnvironment() throws Exception {
    troupe.write("loop.sh", "sleep 1000");
    troupe.run("start", "loop.sh").succeeds();
    var unit = troupe.unit("loop");
    assertThat(troupe.run("pid", "loop").succeeds().out().strip())
        .isEqualTo(Long.toString(unit.pid()));
    assertThat(troupe.run("id", "loop").succeeds().out()).contains("[ 0 ]");
    assertThat(troupe.run("env", "0").succeeds().out()).contains("namespace: default");
    assertThat(troupe.run("env", "77").exitCode()).isEqualTo(1);
    assertThat(troupe.run("prettylist").succeeds().out()).contains("status: 'online'");
    assertThat(troupe.run("ping").succeeds().out()).contains("pong");
    assertThat(troupe.run("report").succeeds().out()).contains("linux");
    assertThat(Files.readString(folder.resolve("home/pids/loop-0.pid")))
        .isEqualTo(Long.toString(unit.pid()));
  }
}
