package dev.troupe.supervision.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.ExecMode;
import dev.troupe.model.InstanceState;
import dev.troupe.model.StopRules;
import dev.troupe.supervision.Specs;
import dev.troupe.supervision.Stillness;
import dev.troupe.supervision.link.NodeLink;
import dev.troupe.supervision.saved.Identity;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NodeChildTest {
  private static final StopRules BY_MESSAGE =
      new StopRules("SIGINT", InstanceKit.GRACE, true, true);

  private final InstanceKit kit = new InstanceKit();
  private @TempDir Path folder;

  @AfterEach
  void endKit() {
    kit.close();
  }

  private void starts(ExecMode mode, StopRules stop) {
    kit.bears(Specs.node(mode, Specs.stopping(stop, Specs.app("api", 1, folder))));
    kit.starts();
  }

  @ParameterizedTest
  @EnumSource
  void hasAChannelInEitherMode(ExecMode mode) {
    starts(mode, StopRules.DEFAULT);
    assertThat(kit.machine.lastPlan().wiring().openChannel()).isTrue();
    assertThat(kit.links.clusters()).containsExactly(mode == ExecMode.CLUSTER);
    assertThat(kit.machine.lastPlan().env().containsKey("NODE_UNIQUE_ID"))
        .isEqualTo(mode == ExecMode.CLUSTER);
  }

  @Test
  void hasNoChannelIfItIsNotNodes() {
    kit.bears(Specs.app("api", 1, folder));
    kit.starts();
    assertThat(kit.machine.lastPlan().wiring().openChannel()).isFalse();
    assertThat(kit.machine.lastPlan().env())
        .doesNotContainKeys("NODE_CHANNEL_SERIALIZATION_MODE", "NODE_UNIQUE_ID");
  }

  @Test
  void isAWorkerUnlikeAnyOtherOfItsApp() {
    kit.bears(Specs.app("api", 1, folder));
    var ids =
        IntStream.range(0, 20)
            .boxed()
            .flatMap(
                slot ->
                    IntStream.range(0, 20)
                        .mapToObj(generation -> new Identity(0, 7, slot, generation, "u")))
            .map(Identity::workerId)
            .toList();
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id > 0);
  }

  @Test
  void isAskedToEndByAMessageInPlaceOfTheSignal() {
    starts(ExecMode.FORK, BY_MESSAGE);
    kit.tell(Instance.Stop::new);
    kit.link.expectMessage(new NodeLink.Say("\"shutdown\""));
    kit.sees(InstanceState.STOPPING);
    kit.machine.last().exits(0);
    assertThat(kit.settled().state()).isEqualTo(InstanceState.STOPPED);
    assertThat(kit.machine.signalsTo(kit.child())).isEmpty();
  }

  @Test
  void isKilledIfItDoesNotEndByTheMessage() {
    starts(ExecMode.FORK, BY_MESSAGE);
    kit.tell(Instance.Stop::new);
    kit.sees(InstanceState.STOPPING);
    kit.time.passes(InstanceKit.GRACE);
    kit.settled();
    assertThat(kit.machine.signalsTo(kit.child())).containsOnly(9);
  }

  @Test
  void leavesNothingBehindThatGotNoMessage() {
    starts(ExecMode.FORK, BY_MESSAGE);
    var grandchild = kit.machine.leavesBehind(77);
    kit.tell(Instance.Stop::new);
    kit.sees(InstanceState.STOPPING);
    kit.machine.last().exits(0);
    kit.client.awaitAssert(() -> assertThat(kit.machine.signalsTo(grandchild)).containsExactly(2));
    kit.time.passes(InstanceKit.GRACE);
    kit.time.passes(StopSequence.LOOK_INTERVAL);
    kit.settled();
  }

  @Test
  void isSignalledIfItIsNotNodesThoughMessagesAreWanted() {
    kit.bears(Specs.stopping(BY_MESSAGE, Specs.app("api", 1, folder)));
    kit.starts();
    kit.tell(Instance.Stop::new);
    kit.settled();
    assertThat(kit.machine.signalsTo(kit.child())).containsExactly(2);
    Stillness.keepsSilent(kit.link);
  }
}
