package dev.troupe.supervision;

import dev.troupe.os.LaunchPlan;
import dev.troupe.os.LaunchResult;
import dev.troupe.policy.ChildEnvironment;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Starts a child with all that goes with it: its output at the first time, its pid file. Blocks.
 */
record Launch(Surroundings around) {

  /**
   * What came of it.
   *
   * @param output as it was, or opened just now; null if that failed
   */
  record Outcome(@Nullable Output output, LaunchResult result) {
    /** A bug or a broken machine kept the launch from being tried. */
    static Outcome broken(Phase.Facts facts, Throwable failure) {
      return new Outcome(facts.output(), new LaunchResult.Failed("cannot be started: " + failure));
    }
  }

  Outcome of(Phase.Facts facts) {
    var output = facts.output();
    try {
      if (output == null) {
        output = around.outputs().open(facts.spec(), facts.identity().id());
      }
      return new Outcome(output, launch(facts, output));
    } catch (UncheckedIOException e) {
      return new Outcome(output, new LaunchResult.Failed(String.valueOf(e.getMessage())));
    }
  }

  private LaunchResult launch(Phase.Facts facts, Output output) {
    var result = around.machine().launcher().launch(plan(facts), output.pipes());
    if (result instanceof LaunchResult.Launched(var child)) {
      pidFile(facts).write(child.pid());
    }
    return result;
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
        program.commandLine(), program.cwd(), env, program.user(), program.group(), true);
  }
}
