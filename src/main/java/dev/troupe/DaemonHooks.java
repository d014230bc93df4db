package dev.troupe;

import dev.troupe.api.HomeLayout;
import dev.troupe.notify.HookWorld;
import dev.troupe.notify.Hooks;
import dev.troupe.os.Machine;
import dev.troupe.policy.HookCall;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** What runs the commands of apps. */
record DaemonHooks(ActorSystem<?> system, ActorRef<Hooks.Command> hooks)
    implements Consumer<HookCall> {

  /** What an update waits for commands that run. */
  private static final Duration LAST_COMMANDS = Duration.ofSeconds(5);

  /** What it takes to kill them. */
  private static final Duration KILLING = Duration.ofSeconds(5);

  static DaemonHooks open(
      ActorSystem<SpawnProtocol.Command> system,
      Machine machine,
      Executor blocking,
      HomeLayout layout) {
    var run = Long.toString(ProcessHandle.current().pid());
    var home = layout.root().toString();
    var world = new HookWorld(machine, InstantSource.system(), blocking, home, run);
    return new DaemonHooks(
        system, DaemonSystem.spawn(system, Hooks.create(world), "hooks", Props.empty()));
  }

  @Override
  public void accept(HookCall call) {
    hooks.tell(new Hooks.Run(call));
  }

  /** Blocks until nothing runs any more: the next daemon would not know of it. */
  void finish() {
    AskPattern.<Hooks.Command, Done>ask(
            hooks,
            replyTo -> new Hooks.Finish(LAST_COMMANDS, replyTo),
            LAST_COMMANDS.plus(KILLING),
            system.scheduler())
        .exceptionally(_ -> Done.getInstance())
        .toCompletableFuture()
        .join();
  }
}
