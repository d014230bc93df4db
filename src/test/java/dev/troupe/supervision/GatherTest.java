package dev.troupe.supervision;

import dev.troupe.supervision.Instance.Reply;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatherTest {
  private static final Reply ONE = new Reply.Refused(0, "api[0] has no process");
  private static final Reply TWO = new Reply.Refused(1, "api[1] has no process");

  private final ActorTestKit kit = ActorTestKit.create();
  private final TestProbe<Object> client = kit.createTestProbe();

  @AfterEach
  void endKit() {
    kit.shutdownTestKit();
  }

  @Test
  void handsAllRepliesOnTogetherInTheOrderTheyCameAndStops() {
    var gather = kit.spawn(Gather.create(2, Function.<List<Reply>>identity(), client.ref()));
    gather.tell(TWO);
    gather.tell(ONE);
    client.expectMessage(List.of(TWO, ONE));
    client.expectTerminated(gather);
  }
}
