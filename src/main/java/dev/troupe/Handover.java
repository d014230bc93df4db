package dev.troupe;

import dev.troupe.os.Machine;
import dev.troupe.os.linux.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a daemon makes way for the next one without touching an app: the next one begins in the same
 * process, so for an init system nothing has happened, and the children stay its children.
 */
final class Handover {
  private static final Logger LOG = LoggerFactory.getLogger(Handover.class);
  private static final long LAST_OUTPUT_SECONDS = 2;

  private final Set<CompletionStage<?>> outputs = ConcurrentHashMap.newKeySet();

  /** Output that is to be in its files before the next daemon reads on. */
  void awaits(CompletionStage<?> output) {
    outputs.add(output);
    output.whenComplete((_, _) -> outputs.remove(output));
  }

  /**
   * Why this daemon cannot make way; empty if it can.
   *
   * @param companion who is with it in the foreground; null in the background
   */
  static Optional<String> obstacle(
      Machine machine, @Nullable Companion companion, List<String> command) {
    if (companion != null) {
      return Optional.of(
          "the daemon runs in the foreground of another command: end and start that again");
    }
    if (!machine.launcher().hasChannels()) {
      return Optional.of("the portable process engine cannot hand its children over");
    }
    return command.isEmpty()
        ? Optional.of("no command line was given for the next daemon")
        : Optional.empty();
  }

  /** From now on nobody reads the children's output; what has been read gets into the files. */
  void letGo(Machine machine) {
    machine.launcher().close();
    var last = outputs.stream().map(CompletionStage::toCompletableFuture);
    try {
      CompletableFuture.allOf(last.toArray(CompletableFuture[]::new))
          .get(LAST_OUTPUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("some of the last output may not be in its files: {}", e.toString());
    }
  }

  /** Does not return: if the next daemon cannot begin here, the next command starts one. */
  static void become(List<String> command) {
    var failure = Session.become(command);
    LOG.error("cannot go on as {}: {}", command.getFirst(), failure);
    Runtime.getRuntime().halt(1);
  }
}
