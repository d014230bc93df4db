package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troupe.testkit.TroupeTestKit;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;
import scala.runtime.BoxedUnit;

/** What is written in Scala, without a process. */
class WorkersTest {
  private final ActorTestKit kit = ActorTestKit.create(TroupeTestKit.config());
  private final TroupeTestKit testKit = TroupeTestKit.create(kit);
  private final Workers workers = new Workers(testKit.spawn(), kit.system());
  private final TestProbe<String> told = kit.createTestProbe(String.class);

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void startsWorkersAndTellsOfTheirEnds() throws Exception {
    workers.follow(
        text -> {
          told.ref().tell(text);
          return BoxedUnit.UNIT;
        });
    var names = Await.result(workers.start(2), Duration.create(10, TimeUnit.SECONDS));
    assertEquals("worker", names.mkString(" "));
    var first = testKit.launcher().nextChild();
    first.exits(1);
    assertEquals(
        "worker %d has ended".formatted(first.instance()),
        told.receiveMessage(java.time.Duration.ofSeconds(10)));
  }
}
