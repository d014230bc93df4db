package dev.troupe.supervision;

import dev.troupe.os.LaunchPlan;
import dev.troupe.os.LaunchResult;
import dev.troupe.os.Wiring;
import dev.troupe.policy.ChildEnvironment;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a child with all that goes with it: its output at the first time, its pid file. Blocks.
 */
record Launch(Surroundings around) {
  private static final Logger LOG = LoggerFactory.getLogger(Launch.class);

  /**
   * What came of it.
   *
   * @param output as it was, or opened just now; null if that failed
   */
  record Outcome(@Nullable Output output, LaunchResult result) {
    /** Its files or pipes could not be made. */
    static Outcome broken(Phase.Facts facts, Throwable failure) {
      var cause = failure instanceof CompletionException ? failure.getCause() : failure;
      return new Outcome(facts.output(), new LaunchResult.Failed("cannot be started: " + cause));
    }
  }

  /** Never fails: what goes wrong is in the outcome. */
  CompletionStage<Outcome> of(Phase.Facts facts) {
    return CompletableFuture.supplyAsync(() -> output(facts), around.blocking())
        .thenCompose(
            output ->
                output
                    .opened()
                    .thenApplyAsync(
                        _ -> new Outcome(output, launch(facts, output)), around.blocking()))
        .exceptionally(failure -> Outcome.broken(facts, failure));
  }

  private Output output(Phase.Facts facts) {
    var present = facts.output();
    return present == null ? around.outputs().open(facts.spec(), facts.identity().id()) : present;
  }

  private LaunchResult launch(Phase.Facts facts, Output output) {
    var result = around.machine().launcher().launch(plan(facts), output.pipes());
    if (result instanceof LaunchResult.Launched(var child)) {
      writePidFile(facts, child.pid());
    }
    return result;
  }

  /** A child that runs is not given up for a file: a full disk must not end what works. */
  private static void writePidFile(Phase.Facts facts, long pid) {
    try {
      pidFile(facts).write(pid);
    } catch (UncheckedIOException e) {
      LOG.warn(
          "App [{}:{}] pid file cannot be written, it runs without one: {}",
          facts.spec().name(),
          facts.identity().id(),
          String.valueOf(e.getCause()));
    }
  }

  void childEnded(Phase.Facts facts) {
    var child = facts.lastChild();
    if (child != null) {
      pidFile(facts).removeIfOf(child.pid());
    }
  }

  private static PidFile pidFile(Phase.Facts facts) {
    return new PidFile(Path.of(facts.spec().logs().pidFileFor(facts.identity().id())));
  }

  private LaunchPlan plan(Phase.Facts facts) {
    var spec = facts.spec();
    var program = spec.program();
    var identity = facts.identity();
    var env =
        ChildEnvironment.of(
            spec,
            identity.id(),
            identity.slot(),
            identity.uniqueId(),
            facts.history().restarts(),
            around.home());
    return new LaunchPlan(
        program.commandLine(), program.cwd(), env, program.user(), program.group(), Wiring.STDIN);
  }
}
