package dev.troupe.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class LinuxEngineTest extends EngineContract {
  private static final String NONE = "0".repeat(16);

  @Override
  EngineChoice engine() {
    return EngineChoice.LINUX;
  }

  @Test
  void makesTheChildLeaderOfItsOwnSession() {
    var child = stage.run("sleep", "1000");
    var stat = ProcStatFile.of(child.pid());
    assertThat(stat.session()).isEqualTo(child.pid());
    assertThat(stat.group()).isEqualTo(child.pid());
  }

  @Test
  void givesTheChildDefaultSignalActions() {
    var plan = stage.plan("cat", "/proc/self/status");
    assertThat(stage.output(plan).lines())
        .contains("SigBlk:\t" + NONE, "SigIgn:\t" + NONE, "SigCgt:\t" + NONE);
  }

  @Test
  void keepsTheChildsOwnNameForIt() {
    assertThat(stage.output(stage.plan("sh", "-c", "tr '\\0' ' ' </proc/$$/cmdline; :")))
        .startsWith("sh -c ");
  }

  @Test
  void outputOutlivesTheEngineAndTheNextOneReadsOn() throws IOException {
    var child =
        stage.shell("(setsid sh -c 'until [ -e go ]; do sleep 0.01; done; seq 1 3000; sleep 9' &)");
    stage.exit(child);
    stage.crash();
    Files.createFile(home.resolve("go"));
    Waiting.until("all is written", () -> stage.isRunning(child, "sleep\0009\0"));
    var next = Stage.open(engine(), home);
    next.out.awaitText("\n3000\n");
    assertThat(next.out.text()).startsWith("1\n2\n3\n");
    stage.killAll();
    stage = next;
  }
}
