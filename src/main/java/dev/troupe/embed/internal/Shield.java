package dev.troupe.embed.internal;

import dev.troupe.supervision.Supervisor;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;

/**
 * Lets go of all processes before a supervisor that fails takes its actors down with it, which
 * would end theirs: the next one goes on with them.
 */
final class Shield extends BehaviorInterceptor<Supervisor.Command, Supervisor.Command> {
  private final Runnable letGo;

  /**
   * @param letGo closes the process engine
   */
  Shield(Runnable letGo) {
    super(Supervisor.Command.class);
    this.letGo = letGo;
  }

  @Override
  public Behavior<Supervisor.Command> aroundReceive(
      TypedActorContext<Supervisor.Command> context,
      Supervisor.Command message,
      ReceiveTarget<Supervisor.Command> target) {
    try {
      return target.apply(context, message);
    } catch (RuntimeException e) {
      letGo.run();
      throw e;
    }
  }
}
