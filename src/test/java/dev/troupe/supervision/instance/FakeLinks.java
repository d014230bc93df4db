package dev.troupe.supervision.instance;

import dev.troupe.model.Balance;
import dev.troupe.os.Channel;
import dev.troupe.os.ProcessId;
import dev.troupe.supervision.link.NodeLink;
import dev.troupe.supervision.link.Talk;
import dev.troupe.supervision.ports.Ports;
import dev.troupe.supervision.ports.Tenant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** Links to Node children who say what the test says. */
final class FakeLinks implements Tools.LinkMaker {
  private final TestProbe<NodeLink.Command> told;
  private final List<Boolean> clusters = new CopyOnWriteArrayList<>();
  private volatile @Nullable ActorRef<NodeLink.News> owner;

  /**
   * @param told gets what all links are told
   */
  FakeLinks(TestProbe<NodeLink.Command> told) {
    this.told = told;
  }

  @Override
  public Behavior<NodeLink.Command> create(
      Tenant tenant,
      ProcessId child,
      Channel channel,
      boolean cluster,
      Balance balance,
      Talk talk,
      ActorRef<Ports.Command> ports,
      ActorRef<NodeLink.News> newOwner) {
    owner = newOwner;
    clusters.add(cluster);
    return Behaviors.receiveMessage(
        command -> {
          told.ref().tell(command);
          return Behaviors.same();
        });
  }

  /** For each link so far, whether its child is a worker. */
  List<Boolean> clusters() {
    return List.copyOf(clusters);
  }

  void says(NodeLink.News news) {
    Objects.requireNonNull(owner).tell(news);
  }
}
