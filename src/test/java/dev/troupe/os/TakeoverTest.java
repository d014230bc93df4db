package dev.troupe.os;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.ExitStatus;
import dev.troupe.os.FormerChild.FormerWiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The next engine's view of the children of one that is gone. */
@Tag("os")
class TakeoverTest {
  private static final FormerWiring PLAIN = new FormerWiring(false, 0);

  private @TempDir Path home;
  private Stage stage;

  @BeforeEach
  void open() {
    stage = Stage.open(EngineChoice.LINUX, home);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  /** As after the death of a daemon. */
  private void becomesAnother() {
    stage = stage.next(EngineChoice.LINUX);
  }

  private Takeover takesOver(ProcessId process, FormerWiring wiring) {
    var former = new FormerChild(process, Stage.MARKER, 1, wiring);
    return stage.machine.launcher().takeOver(former, stage.pipes);
  }

  private Child taken(ProcessId process, FormerWiring wiring) {
    var takeover = takesOver(process, wiring);
    assertThat(takeover).isInstanceOf(Takeover.Taken.class);
    return ((Takeover.Taken) takeover).child();
  }

  /** A process whose parent is not this one, as after the death of a daemon. */
  private ProcessId orphan(String script) throws IOException {
    var file = home.resolve("orphan.pid");
    stage.exit(stage.shell("(setsid sh -c 'echo $$ >orphan.pid; " + script + "' &)"));
    Waiting.until("it has told its pid", () -> file.toFile().length() > 1);
    var process = ProcStatFile.of(Long.parseLong(Files.readString(file).strip())).id();
    stage.answersFor(process);
    return process;
  }

  @Test
  void readsAndWritesWhereTheLastOneStopped() {
    var child = stage.launch(stage.withStdin("sh", "-c", "while read l; do echo got $l; done"));
    becomesAnother();
    var again = taken(child.id(), PLAIN);
    assertThat(again.write("a line\n".getBytes(UTF_8))).isTrue();
    stage.out.awaitText("got a line\n");
  }

  @Test
  void signalsIt() {
    var child = stage.run("sleep", "1000");
    becomesAnother();
    var again = taken(child.id(), PLAIN);
    assertThat(again.signal(15)).isTrue();
    assertThat(stage.exit(again)).isEqualTo(new ExitStatus.Signaled(15));
  }

  @ParameterizedTest
  @CsvSource({"exit 7, 7, 0", "kill -9 $$, 0, 9"})
  void tellsHowSomebodyElsesChildHasEnded(String end, int code, int signal) throws IOException {
    var process = orphan("until [ -e go ]; do sleep 0.01; done; " + end);
    var child = taken(process, PLAIN);
    Files.createFile(home.resolve("go"));
    assertThat(stage.exit(child))
        .isIn(
            signal == 0 ? new ExitStatus.Exited(code) : new ExitStatus.Signaled(signal),
            new ExitStatus.Unknown());
  }

  @Test
  void takesTheChannelBack() {
    var node =
        stage.wired(true, List.of(), "sh", "-c", "read l <&3; echo \"heard $l\" >&3; cat <&3");
    var child = stage.launch(node);
    becomesAnother();
    var channel = taken(child.id(), new FormerWiring(true, 0)).channel().orElseThrow();
    var inbox = Inbox.eager(channel);
    assertThat(channel.send("hello", null)).isTrue();
    inbox.awaitLine("heard hello");
    channel.close();
  }

  @Test
  void saysWhenAChannelCannotBeTakenBack() {
    var child = stage.run("sleep", "1000");
    becomesAnother();
    assertThat(takesOver(child.id(), new FormerWiring(true, 0)))
        .isInstanceOfSatisfying(
            Takeover.Deaf.class,
            deaf -> assertThat(deaf.reason()).startsWith("its message channel is out of reach"));
  }

  @Test
  void findsAChildThatNobodyHasWrittenDownYet() {
    var plan = stage.plan(Map.of(FormerChild.LAUNCH, "2"), "sleep", "1000");
    var child = stage.launch(plan);
    becomesAnother();
    var former = new FormerChild(new ProcessId(1, 0), Stage.MARKER, 2, PLAIN);
    var takeover = stage.machine.launcher().takeOver(former, stage.pipes);
    assertThat(((Takeover.Taken) takeover).child().id()).isEqualTo(child.id());
  }

  @Test
  void takesNobodyForAChildThatHasItsNumberNow() {
    var child = stage.run("sleep", "1000");
    var earlier = new ProcessId(child.pid(), child.id().startTicks() - 1);
    assertThat(takesOver(earlier, PLAIN)).isEqualTo(new Takeover.Gone());
  }
}
