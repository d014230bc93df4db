package dev.troupe.notify;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.troupe.model.ExitStatus;
import dev.troupe.os.Child;
import dev.troupe.os.LaunchPlan;
import dev.troupe.os.LaunchResult;
import dev.troupe.os.OutputPipes;
import dev.troupe.os.ProcessId;
import dev.troupe.os.ProcessTree;
import dev.troupe.os.Signals;
import dev.troupe.os.Wiring;
import dev.troupe.policy.HookCall;
import dev.troupe.policy.HookQueue;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Runs one command of an app as the app's user. Whatever becomes of it, it is told once that it is
 * over, and then nothing of its process tree is left.
 */
final class HookRun {

  sealed interface Command {}

  private record Launched(Child child, OutputPipes pipes, Collected output) implements Command {}

  private record NotLaunched(String reason) implements Command {}

  private record Exited(ExitStatus status) implements Command {}

  private record TimedOut() implements Command {}

  private record Left(List<ProcessId> processes) implements Command {}

  private record Printed(List<String> lines) implements Command {}

  /** It is over. */
  record Over(HookCall call) {}

  /** The event goes in by a pipe, so that the command finds an end of its input. */
  private static final String SHELL =
      "printf '%s\\n' \"$" + HookEnvironment.JSON + "\" | " + "exec /bin/sh -c \"$0\" 2>&1";

  private static final int SIGKILL = 9;
  private static final Duration LAST_LOOK = Duration.ofSeconds(2);

  private final HookQueue.Entry entry;
  private final HookWorld world;
  private final String marker;
  private final ActorRef<Over> replyTo;
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Instant begun;

  private HookRun(
      HookQueue.Entry entry,
      HookWorld world,
      ActorRef<Over> replyTo,
      ActorContext<Command> context,
      TimerScheduler<Command> timers) {
    this.entry = entry;
    this.world = world;
    this.marker = context.getSelf().path().name() + "-" + world.run();
    this.replyTo = replyTo;
    this.context = context;
    this.timers = timers;
    this.begun = world.clock().instant();
  }

  static Behavior<Command> create(HookQueue.Entry entry, HookWorld world, ActorRef<Over> replyTo) {
    return Behaviors.setup(
        context -> {
          context.setLoggerName(HookRun.class);
          return Behaviors.withTimers(
              timers -> {
                var run = new HookRun(entry, world, replyTo, context, timers);
                run.launch();
                return run.starting();
              });
        });
  }

  private void launch() {
    context.pipeToSelf(
        CompletableFuture.supplyAsync(this::started, world.blocking()),
        (outcome, failure) -> outcome == null ? new NotLaunched(String.valueOf(failure)) : outcome);
  }

  /** Blocks. */
  private Command started() {
    var launcher = world.machine().launcher();
    OutputPipes pipes;
    try {
      pipes = launcher.openPipes(context.getSelf().path().name());
    } catch (UncheckedIOException e) {
      return new NotLaunched("cannot be run: " + e.getMessage());
    }
    var output = new Collected();
    pipes.out().subscribe(output);
    pipes.err().subscribe(new Collected());
    return switch (launcher.launch(plan(), pipes)) {
      case LaunchResult.Launched(var child) -> new Launched(child, pipes, output);
      case LaunchResult.Failed(var reason) -> {
        pipes.close();
        yield new NotLaunched(reason);
      }
    };
  }

  private LaunchPlan plan() {
    var program = entry.call().spec().program();
    var env = new HashMap<>(HookEnvironment.of(entry, world.home()));
    env.put(ProcessTree.MARKER, marker);
    return new LaunchPlan(
        List.of("/bin/sh", "-c", SHELL, entry.call().line()),
        program.cwd(),
        env,
        program.user(),
        program.group(),
        Wiring.NONE);
  }

  private Behavior<Command> starting() {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Launched launched -> {
                var exit = launched.child().exit();
                context.pipeToSelf(exit, (status, _) -> new Exited(known(status)));
                timers.startSingleTimer(new TimedOut(), timeout());
                yield running(launched, false);
              }
              case NotLaunched(var reason) -> {
                context.getLog().warn("{} {}", name(), reason);
                yield over();
              }
              case Exited _, TimedOut _, Left _, Printed _ -> Behaviors.same();
            });
  }

  private static ExitStatus known(@Nullable ExitStatus status) {
    return status == null ? new ExitStatus.Unknown() : status;
  }

  /**
   * @param isLate whether it was told to end because it took too long
   */
  private Behavior<Command> running(Launched it, boolean isLate) {
    return Behaviors.receive(
        (_, command) ->
            switch (command) {
              case TimedOut _ -> {
                look(it);
                yield running(it, true);
              }
              case Left(var processes) -> {
                kill(processes);
                yield Behaviors.same();
              }
              case Exited(var status) -> {
                timers.cancelAll();
                tell(status, isLate);
                look(it);
                yield ending(it);
              }
              case Launched _, NotLaunched _, Printed _ -> Behaviors.same();
            },
        (_, signal) -> {
          if (signal instanceof PostStop) {
            abandon(it);
          }
          return Behaviors.same();
        });
  }

  /** The daemon ends, and nobody else will end it. Blocks: there is no later. */
  private void abandon(Launched it) {
    try {
      var members = world.machine().tree().members(it.child().id(), marker);
      var processes = members.toCompletableFuture().get(LAST_LOOK.toMillis(), MILLISECONDS);
      kill(processes);
    } catch (ExecutionException | TimeoutException _) {
      it.child().signal(SIGKILL);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      it.child().signal(SIGKILL);
    }
    it.pipes().close();
  }

  /** The first process first: a shell whose command has ended would begin the next one. */
  private void kill(List<ProcessId> descendantsFirst) {
    world.machine().tree().signal(descendantsFirst.reversed(), SIGKILL);
  }

  /** What it leaves behind in its process tree ends with it. */
  private Behavior<Command> ending(Launched it) {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Left(var processes) -> {
                kill(processes);
                it.pipes().close();
                context.pipeToSelf(
                    it.output().lines(),
                    (lines, _) -> new Printed(lines == null ? List.of() : lines));
                yield Behaviors.same();
              }
              case Printed(var lines) -> {
                lines.forEach(line -> context.getLog().info("{}: {}", name(), line));
                yield over();
              }
              case Launched _, NotLaunched _, Exited _, TimedOut _ -> Behaviors.same();
            });
  }

  private void look(Launched it) {
    context.pipeToSelf(
        world.machine().tree().members(it.child().id(), marker),
        (members, _) -> new Left(members == null ? List.of(it.child().id()) : members));
  }

  private void tell(ExitStatus status, boolean isLate) {
    if (isLate) {
      context.getLog().warn("{} did not end within {} ms: killed", name(), timeout().toMillis());
    } else if (!status.equals(new ExitStatus.Exited(0))) {
      var time = Duration.between(begun, world.clock().instant()).toMillis();
      context.getLog().warn("{} {} after {} ms", name(), words(status), time);
    }
  }

  private static String words(ExitStatus status) {
    return switch (status) {
      case ExitStatus.Exited(int code) -> "ended with code " + code;
      case ExitStatus.Signaled(int signal, _) -> "was ended by " + Signals.name(signal);
      case ExitStatus.Unknown() -> "ended";
    };
  }

  private Duration timeout() {
    return entry.call().spec().hooks().timeout();
  }

  private String name() {
    var call = entry.call();
    return "App [%s:%d] %s".formatted(call.spec().name(), call.instance(), call.field());
  }

  private Behavior<Command> over() {
    replyTo.tell(new Over(entry.call()));
    return Behaviors.stopped();
  }
}
