package dev.troupe;

import com.typesafe.config.Config;
import dev.troupe.os.Machine;
import java.net.URL;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** The daemon's actor system. */
final class DaemonSystem {
  private static final Duration SPAWNING = Duration.ofSeconds(10);

  private static final Duration REAP_INTERVAL = Duration.ofSeconds(1);
  private static final long FIRST_PROCESS = 1;

  private DaemonSystem() {}

  /**
   * Starts it.
   *
   * @param config complete, with all defaults
   */
  static ActorSystem<SpawnProtocol.Command> create(Config config) {
    var setup =
        BootstrapSetup.create(config)
            .withClassloader(new WithoutDefaults(DaemonSystem.class.getClassLoader()));
    return ActorSystem.create(SpawnProtocol.create(), "troupe", setup);
  }

  /** Starts an actor beside the others. */
  static <T> ActorRef<T> spawn(
      ActorSystem<SpawnProtocol.Command> system, Behavior<T> behavior, String name, Props props) {
    return AskPattern.<SpawnProtocol.Command, ActorRef<T>>ask(
            system,
            replyTo -> new SpawnProtocol.Spawn<>(behavior, name, props, replyTo),
            SPAWNING,
            system.scheduler())
        .toCompletableFuture()
        .join();
  }

  /** As pid 1 of a container this is the parent of all whose parents have ended. */
  static void reapOrphans(ActorSystem<?> system, Machine machine) {
    if (ProcessHandle.current().pid() == FIRST_PROCESS) {
      system
          .scheduler()
          .scheduleWithFixedDelay(
              REAP_INTERVAL,
              REAP_INTERVAL,
              () -> machine.launcher().reapOrphans(),
              system.dispatchers().lookup(DispatcherSelector.blocking()));
    }
  }

  /** Keeps Pekko from reading every {@code reference.conf} once more, which takes 80 ms. */
  private static final class WithoutDefaults extends ClassLoader {
    WithoutDefaults(ClassLoader parent) {
      super("daemon", parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws java.io.IOException {
      return name.equals("reference.conf")
          ? Collections.emptyEnumeration()
          : super.getResources(name);
    }
  }
}
