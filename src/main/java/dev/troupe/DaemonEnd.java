package dev.troupe;

import dev.troupe.os.Machine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

  /** Completed when the apps are stopped or handed over, and the daemon is to follow. */
  private final CompletableFuture<End> ending = new CompletableFuture<>();

  private final CompletableFuture<End> ended = new CompletableFuture<>();

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
    ended.complete(awaited());
  }

  /**
   * SIGTERM and SIGINT save and end all apps, then the daemon with exit code 0 (PM2's rule).
   *
   * @param stopApps saves the list of apps and ends them; blocks
   */
  void onSignal(Runnable stopApps) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endBySignal(stopApps), "shutdown"));
  }

  private void endBySignal(Runnable stopApps) {
    if (!ending.isDone()) {
      LOG.info("told to end by a signal: stopping all apps");
      stopApps.run();
      stop();
      ended.join();
      Runtime.getRuntime().halt(0);
    }
  }
}
