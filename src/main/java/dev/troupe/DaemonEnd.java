package dev.troupe;

import dev.troupe.os.Machine;
import dev.troupe.supervision.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When a daemon is to end, and what is to become of its apps. To be used from any thread. */
final class DaemonEnd {
  private static final Logger LOG = LoggerFactory.getLogger(DaemonEnd.class);

  /** What is to become of a daemon. */
  sealed interface End {
    /** Its apps have ended. */
    record Stop() implements End {}

    /** Its apps go on with another, started by this command. */
    record HandOver(List<String> command) implements End {}
  }

  private final ActorSystem<?> system;
  private final Duration shutdownTimeout;

  /** Completed when the apps are stopped or handed over, and the daemon is to follow. */
  private final CompletableFuture<End> ending = new CompletableFuture<>();

  private final CompletableFuture<Done> ended = new CompletableFuture<>();

  /**
   * Nobody has asked for it yet.
   *
   * @param shutdownTimeout for how long apps may take to end after a signal
   */
  DaemonEnd(ActorSystem<?> system, Duration shutdownTimeout) {
    this.system = system;
    this.shutdownTimeout = shutdownTimeout;
  }

  /** The apps have ended. */
  void stop() {
    ending.complete(new End.Stop());
  }

  /** Why this daemon cannot make way for another; empty if it begins to. */
  Optional<String> handOver(Machine machine, @Nullable Companion companion, List<String> command) {
    var obstacle = Handover.obstacle(machine, companion, command);
    if (obstacle.isEmpty()) {
      ending.complete(new End.HandOver(command));
    }
    return obstacle;
  }

  /** Blocks until the daemon is to end. */
  End awaited() {
    return ending.join();
  }

  /** All that had to be done is done. */
  void over() {
    ended.complete(Done.getInstance());
  }

  /**
   * SIGTERM and SIGINT save and end all apps, then the daemon with exit code 0 (PM2's rule).
   *
   * @param save saves the list of apps; may block
   */
  void onSignal(ActorRef<Supervisor.Command> supervisor, Runnable save) {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> endBySignal(supervisor, save), "shutdown"));
  }

  private void endBySignal(ActorRef<Supervisor.Command> supervisor, Runnable save) {
    if (!ending.isDone()) {
      LOG.info("told to end by a signal: stopping all apps");
      save.run();
      stopAll(supervisor);
      stop();
      ended.join();
      Runtime.getRuntime().halt(0);
    }
  }

  private void stopAll(ActorRef<Supervisor.Command> supervisor) {
    try {
      AskPattern.ask(supervisor, Supervisor.Shutdown::new, shutdownTimeout, system.scheduler())
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      LOG.error(
          "apps still run after {} s (shutdown-timeout): leaving them behind",
          shutdownTimeout.toSeconds());
    }
  }
}
