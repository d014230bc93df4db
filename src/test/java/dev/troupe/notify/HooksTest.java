package dev.troupe.notify;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.troupe.model.Event;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.Hooks;
import dev.troupe.os.ChildFiles;
import dev.troupe.os.EngineChoice;
import dev.troupe.os.Machine;
import dev.troupe.policy.HookCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Real commands. */
@Tag("os")
class HooksTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final ActorTestKit kit = ActorTestKit.create();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          log.add(event.getLevel() + " " + event.getFormattedMessage());
        }
      };
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final TestProbe<Object> probe = kit.createTestProbe();
  private Machine machine;
  private ActorRef<dev.troupe.notify.Hooks.Command> hooks;

  @BeforeEach
  void open() throws IOException {
    appender.start();
    logger().addAppender(appender);
    logger().setLevel(Level.INFO);
    logger().setAdditive(false);
    var home = Files.createDirectory(folder.resolve("home"));
    machine =
        EngineChoice.AUTO.open(home.resolve("pipes"), new ChildFiles(home, home.resolve("run")));
    var world = new HookWorld(machine, InstantSource.system(), threads, home.toString(), "test");
    hooks = kit.spawn(dev.troupe.notify.Hooks.create(world));
  }

  @AfterEach
  void close() {
    awaits(() -> assertThat(folder.resolve("home/pipes")).isEmptyDirectory());
    kit.shutdownTestKit();
    machine.launcher().close();
    threads.close();
    logger().setLevel(null);
    logger().setAdditive(true);
    logger().detachAppender(appender);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("dev.troupe.notify");
  }

  private void awaits(Runnable assertion) {
    probe.awaitAssert(
        LONG,
        () -> {
          assertion.run();
          return null;
        });
  }

  private void crashes(String app, int instance, String line, Duration timeout) {
    var spec = HookSpecs.app(app, folder.toString(), new Hooks(line, null, null, null, timeout));
    var event =
        new Event.Exited(Instant.EPOCH, app, instance, 4711, new ExitStatus.Signaled(9), true);
    hooks.tell(
        new dev.troupe.notify.Hooks.Run(
            HookCall.of(spec, instance, 2, event.status(), event).orElseThrow()));
  }

  private List<String> awaits(String file, int lines) {
    return probe.awaitAssert(
        LONG,
        () -> {
          var path = folder.resolve(file);
          var text = Files.exists(path) ? Files.readAllLines(path) : List.<String>of();
          assertThat(text).hasSize(lines);
          return text;
        });
  }

  @Test
  void tellsTheCommandWhatHasHappened() {
    crashes(
        "api",
        3,
        """
        { echo "$GREETING $TROUPE_APP $TROUPE_INSTANCE $TROUPE_EVENT [$TROUPE_EXIT_CODE]" \
        "$TROUPE_SIGNAL $TROUPE_PID $TROUPE_RESTARTS $TROUPE_MISSED"; pwd; cat; } > told.tmp
        mv told.tmp told
        """,
        LONG);
    assertThat(awaits("told", 3))
        .containsExactly(
            "hello api 3 crash [] SIGKILL 4711 2 0",
            folder.toString(),
            "{\"at\":\"1970-01-01T00:00:00Z\",\"app\":\"api\",\"instance\":3,\"pid\":4711,"
                + "\"status\":{\"signal\":9,\"outOfMemory\":false},\"crashed\":true}");
  }

  @Test
  void logsWhatItPrintsAndHowItFails() {
    crashes("api", 0, "echo to the log >&2; exit 7", LONG);
    awaits(
        () -> {
          assertThat(log).contains("INFO App [api:0] on_crash: to the log");
          assertThat(log)
              .anyMatch(
                  line -> line.startsWith("WARN App [api:0] on_crash ended with code 7 after"));
        });
  }

  @Test
  void killsWhatTakesTooLongWithAllItHasStarted() {
    crashes("api", 0, "echo $$ > pids; sleep 600 & echo $! >> pids; wait", Duration.ofSeconds(2));
    awaits(
        () ->
            assertThat(log)
                .contains("WARN App [api:0] on_crash did not end within 2000 ms: killed"));
    var pids = awaits("pids", 2);
    awaits(() -> assertThat(pids).noneMatch(HooksTest::runs));
  }

  /** One that has ended may wait for its parent. */
  private static boolean runs(String pid) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void leavesNothingBehindWhenItEndsByItself() {
    crashes("api", 0, "sleep 600 > /dev/null 2>&1 & echo $! > pids", LONG);
    var pids = awaits("pids", 1);
    awaits(() -> assertThat(pids).noneMatch(HooksTest::runs));
  }

  @Test
  void oneOfAnAppRunsAtATimeAndTheNewestOfThoseThatWait() throws IOException {
    var line =
        "echo begin $TROUPE_MISSED >> order; while [ ! -e go ]; do sleep 0.02; done; echo end >>"
            + " order";
    for (int i = 0; i < 4; i++) {
      crashes("api", 0, line, LONG);
    }
    crashes("other", 1, "touch other", LONG);
    awaits("other", 0);
    awaits("order", 1);
    Files.createFile(folder.resolve("go"));
    assertThat(awaits("order", 4)).containsExactly("begin 0", "end", "begin 2", "end");
  }

  @Test
  void oneThatCannotBeRunHoldsUpNobody() {
    crashes("api", 0, "no-such-command", LONG);
    crashes("api", 1, "echo here > next", LONG);
    assertThat(awaits("next", 1)).containsExactly("here");
    assertThat(log)
        .anyMatch(line -> line.startsWith("WARN App [api:0] on_crash ended with code 127"));
  }

  private TestProbe<Done> finishes(Duration patience) {
    var heir = kit.createTestProbe(Done.class);
    hooks.tell(new dev.troupe.notify.Hooks.Finish(patience, heir.ref()));
    return heir;
  }

  @Test
  void anUpdateWaitsForWhatRunsAndWhatWaits() throws IOException {
    crashes(
        "api", 0, "echo begun >> runs; until [ -e go ]; do sleep 0.05; done; echo 0 >> ends", LONG);
    crashes("api", 1, "echo 1 >> ends", LONG);
    awaits("runs", 1);
    var heir = finishes(LONG);
    heir.expectNoMessage(Duration.ofMillis(100));
    Files.createFile(folder.resolve("go"));
    heir.receiveMessage(LONG);
    assertThat(folder.resolve("ends")).hasContent("0\n1");
  }

  @Test
  void anUpdateDoesNotWaitForLong() {
    crashes("api", 0, "echo begun > runs; sleep 1000; echo 0 > ends", LONG);
    awaits("runs", 1);
    finishes(Duration.ofMillis(100)).receiveMessage(LONG);
    assertThat(log).anyMatch(line -> line.contains("take too long for an update: killed"));
    assertThat(folder.resolve("ends")).doesNotExist();
  }

  @Test
  void anUpdateIsNotHeldUpIfNothingRuns() {
    finishes(LONG).receiveMessage(LONG);
  }
}
