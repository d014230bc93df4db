package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troupe.embed.AppDeclaration;
import dev.troupe.testkit.TroupeTestKit;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the application makes of a crash, without a process that crashes. */
class CrashesTest {
  private final ActorTestKit kit = ActorTestKit.create(TroupeTestKit.config());
  private final TroupeTestKit testKit = TroupeTestKit.create(kit);
  private final TestProbe<String> alarms = kit.createTestProbe(String.class);

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void raisesAnAlarmForACrashAndForNothingElse() throws Exception {
    var troupe = testKit.spawn();
    troupe.events().runForeach(new Crashes(alarms.ref()::tell)::hear, kit.system());
    var worker = AppDeclaration.of("worker", "worker.sh").instances(2);
    troupe.start(worker).toCompletableFuture().get(10, TimeUnit.SECONDS).orThrow();
    var first = testKit.launcher().nextChild();
    var second = testKit.launcher().nextChild();

    first.exits(0);
    testKit.launcher().nextChild();
    second.exits(3);
    assertEquals(
        "worker %d has crashed with exit code 3".formatted(second.instance()),
        alarms.receiveMessage());
  }
}
