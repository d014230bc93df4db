package dev.troupe.supervision.instance;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.Limits;
import dev.troupe.model.Program;
import dev.troupe.model.Readiness;
import dev.troupe.model.SocketSpec;
import dev.troupe.node.NodeEnvironment;
import dev.troupe.node.Preload;
import dev.troupe.os.BoundSocket;
import dev.troupe.os.Cgroups;
import dev.troupe.os.Child;
import dev.troupe.os.FormerChild;
import dev.troupe.os.LaunchPlan;
import dev.troupe.os.LaunchResult;
import dev.troupe.os.NotifySocket;
import dev.troupe.os.SocketResult;
import dev.troupe.os.Wiring;
import dev.troupe.policy.ChildEnvironment;
import dev.troupe.supervision.ports.Ports;
import dev.troupe.supervision.surroundings.Output;
import dev.troupe.supervision.surroundings.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.Scheduler;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a child with all that goes with it: its output at the first time, the sockets it inherits,
 * the one it tells of itself by, its pid file; and clears that away when it has ended.
 */
record Launch(Surroundings around, Scheduler scheduler) {
  private static final Logger LOG = LoggerFactory.getLogger(Launch.class);
  static final String OWNER = System.getProperty("user.name", "");

  private static final String NO_CLUSTER =
      "cannot be started: cluster mode needs the linux process engine (troupe report says why"
          + " another one runs); write exec_mode fork";

  // sd_watchdog_enabled(3)
  private static final String WATCHDOG_USEC = "WATCHDOG_USEC";
  private static final String WATCHDOG_PID = "WATCHDOG_PID";

  /** Longer than any binding takes. */
  private static final Duration BINDING = Duration.ofSeconds(10);

  /** What came of it. */
  sealed interface Outcome {
    /** As it was, or opened just now; null if that failed. */
    @Nullable Output output();

    /**
     * The child runs.
     *
     * @param env the app's environment, without what only the child itself needs
     * @param line completes with the line of output that shows it to be ready; null if none does
     */
    record Up(
        Output output,
        Child child,
        Map<String, String> env,
        @Nullable NotifySocket notices,
        @Nullable CompletionStage<Done> line)
        implements Outcome {}

    /** Nothing was started. */
    record Down(@Nullable Output output, String reason) implements Outcome {}

    /** Its files or pipes could not be made. */
    static Outcome broken(Facts facts, Throwable failure) {
      var cause = failure instanceof CompletionException ? failure.getCause() : failure;
      return new Down(facts.traces().output(), "cannot be started: " + cause);
    }
  }

  /**
   * Never fails: what goes wrong is in the outcome.
   *
   * @param writesPidFile false leaves the file to the instance that this one may replace
   * @param notices gets what the child tells of itself, on an engine thread
   */
  CompletionStage<Outcome> of(Facts facts, boolean writesPidFile, Consumer<String> notices) {
    return facts
        .traces()
        .filed()
        .thenApplyAsync(_ -> output(facts), around.blocking())
        .thenCompose(
            output ->
                output
                    .opened()
                    .thenCompose(_ -> known(facts))
                    .thenCompose(_ -> sockets(facts))
                    .thenApplyAsync(
                        inherited -> launch(facts, output, inherited, notices), around.blocking()))
        .thenApply(
            outcome -> {
              if (outcome instanceof Outcome.Up up && writesPidFile) {
                writePidFile(facts, up.child().pid());
              }
              return outcome;
            })
        .exceptionally(failure -> Outcome.broken(facts, failure));
  }

  /** No child of an instance runs before the next daemon would know of the instance. */
  private CompletionStage<Done> known(Facts facts) {
    return facts.traces().launches() == 1
        ? around.ledger().written()
        : CompletableFuture.completedFuture(Done.getInstance());
  }

  private Output output(Facts facts) {
    var present = facts.traces().output();
    var identity = facts.identity();
    return present == null
        ? around.outputs().open(facts.spec(), identity.id(), identity.generation())
        : present;
  }

  private CompletionStage<Ports.Inherited> sockets(Facts facts) {
    if (!facts.inheritsSockets()) {
      return CompletableFuture.completedFuture(new Ports.Inherited(List.of(), null));
    }
    var tenant = facts.identity().tenant();
    var wanted = facts.spec().service().sockets();
    return AskPattern.ask(
        around.ports(), to -> new Ports.Inherit(tenant, wanted, to), BINDING, scheduler);
  }

  private Outcome launch(
      Facts facts, Output output, Ports.Inherited inherited, Consumer<String> notices) {
    if (inherited.failure() != null) {
      return new Outcome.Down(output, inherited.failure());
    }
    if (facts.isCluster() && !around.machine().launcher().hasChannels()) {
      return new Outcome.Down(output, NO_CLUSTER);
    }
    if (!facts.notifies()) {
      return launch(facts, output, inherited.sockets(), (NotifySocket) null);
    }
    var user = facts.spec().program().user();
    return switch (around.machine().sockets().notifySocket(numbers(facts), user, notices)) {
      case SocketResult.Opened<NotifySocket>(var socket) ->
          launch(facts, output, inherited.sockets(), socket);
      case SocketResult.Refused<NotifySocket>(_, var reason) -> new Outcome.Down(output, reason);
    };
  }

  /** Of one launch: no other has them. */
  static String numbers(Facts facts) {
    var identity = facts.identity();
    return "%d-%d-%d".formatted(identity.id(), identity.generation(), facts.traces().launches());
  }

  private Outcome launch(
      Facts facts, Output output, List<BoundSocket> sockets, @Nullable NotifySocket notices) {
    var env = environment(facts);
    var plan = plan(facts, sockets, forChild(facts, env, notices), cgroup(facts));
    var line = expectedLine(facts.readiness(), output);
    return switch (around.machine().launcher().launch(plan, output.pipes())) {
      case LaunchResult.Launched(var child) -> new Outcome.Up(output, child, env, notices, line);
      case LaunchResult.Failed(var reason) -> {
        close(notices);
        yield new Outcome.Down(output, reason);
      }
    };
  }

  /** Awaited before there is a child to write it. */
  private static @Nullable CompletionStage<Done> expectedLine(Readiness readiness, Output output) {
    var pattern = readiness.pattern();
    return readiness.sign() == Readiness.Sign.LOG_LINE && pattern != null
        ? output.lines().await(Pattern.compile(pattern))
        : null;
  }

  private static List<String> pidVariables(Facts facts) {
    return facts.spec().service().watchdog() == null ? List.of() : List.of(WATCHDOG_PID);
  }

  /** Null if it needs none, or can have none: it runs all the same. */
  private @Nullable String cgroup(Facts facts) {
    if (!isGrouped(facts)) {
      return null;
    }
    return switch (around.machine().launcher().cgroups().make(numbers(facts), limits(facts))) {
      case Cgroups.Result.Made(var folder) -> folder;
      case Cgroups.Result.Unavailable(var reason) -> {
        warnOnce(facts, reason);
        yield null;
      }
    };
  }

  private static void warnOnce(Facts facts, String reason) {
    if (facts.traces().launches() == 1) {
      LOG.warn(
          "App [{}:{}] runs without its limits of memory and cpus: {}",
          facts.spec().name(),
          facts.identity().id(),
          reason);
    }
  }

  private static boolean isGrouped(Facts facts) {
    return limits(facts).memory() != null || limits(facts).cpus() != null;
  }

  private static Limits limits(Facts facts) {
    return facts.spec().limits();
  }

  /** How a child ended, with what the kernel says of its memory. */
  CompletionStage<ExitStatus> ending(Facts facts, CompletionStage<ExitStatus> exit) {
    return isGrouped(facts)
        ? exit.thenApplyAsync(status -> explained(facts, status), around.blocking())
        : exit;
  }

  private ExitStatus explained(Facts facts, ExitStatus status) {
    return switch (status) {
      case ExitStatus.Signaled(int signal, _) ->
          new ExitStatus.Signaled(
              signal, around.machine().launcher().cgroups().killedForMemory(numbers(facts)));
      case ExitStatus.Exited _, ExitStatus.Unknown _ -> status;
    };
  }

  private static LaunchPlan plan(
      Facts facts, List<BoundSocket> sockets, Map<String, String> env, @Nullable String cgroup) {
    var program = facts.spec().program();
    var names = facts.spec().service().sockets().stream().map(SocketSpec::name).toList();
    return new LaunchPlan(
        program.commandLine(),
        program.cwd(),
        env,
        program.user(),
        program.group(),
        new Wiring(true, program.isNode(), sockets, names, pidVariables(facts)),
        limits(facts),
        cgroup);
  }

  private Map<String, String> environment(Facts facts) {
    var identity = facts.identity();
    return ChildEnvironment.of(
        facts.spec(),
        new ChildEnvironment.Birth(
            identity.id(),
            identity.slot(),
            identity.uniqueId(),
            facts.history(),
            facts.history().startedAt(),
            around.home(),
            OWNER));
  }

  private Map<String, String> forChild(
      Facts facts, Map<String, String> env, @Nullable NotifySocket notices) {
    var all = new HashMap<>(env);
    all.put(FormerChild.LAUNCH, Integer.toString(facts.traces().launches()));
    if (notices != null) {
      all.put("NOTIFY_SOCKET", notices.path());
      all.keySet().removeAll(List.of(WATCHDOG_USEC, WATCHDOG_PID));
    }
    var watchdog = facts.spec().service().watchdog();
    if (watchdog != null) {
      all.put(WATCHDOG_USEC, Long.toString(TimeUnit.MILLISECONDS.toMicros(watchdog.toMillis())));
    }
    return facts.spec().program().isNode() ? forNode(facts, all) : all;
  }

  private Map<String, String> forNode(Facts facts, Map<String, String> env) {
    return NodeEnvironment.of(
        env,
        facts.isCluster(),
        facts.identity().workerId(),
        preload(facts.spec()),
        mapsSources(facts.spec().program()));
  }

  /** Bun does so by itself and knows no such option. */
  private static boolean mapsSources(Program program) {
    var interpreter = String.valueOf(program.interpreter());
    var name = interpreter.substring(interpreter.lastIndexOf('/') + 1);
    return program.sourceMaps() && !name.startsWith("bun");
  }

  /** Null if there is to be none, or can be none. */
  private @Nullable String preload(AppSpec spec) {
    if (!spec.service().reload().preload()) {
      return null;
    }
    try {
      return Preload.install(around.files().folder("node", spec.program().user()));
    } catch (IOException e) {
      LOG.warn("App [{}] starts without the preload (docs: drain_time): {}", spec.name(), e);
      return null;
    }
  }

  /** The pid file of a child that was started without one. Completes when it is there. */
  CompletionStage<Done> adopt(Facts facts, Live live) {
    return file(facts, () -> writePidFile(facts, live.child().pid()));
  }

  /** Completes once nothing of an ended child is left on disk. */
  CompletionStage<Done> clear(Facts facts, Live ended) {
    return file(
        facts,
        () -> {
          close(ended.notices());
          removePidFile(facts, ended.child().pid());
          if (isGrouped(facts)) {
            around.machine().launcher().cgroups().remove(numbers(facts));
          }
        });
  }

  /** One after the other, so that a late removal cannot take away what was written since. */
  private CompletionStage<Done> file(Facts facts, Runnable work) {
    return facts
        .traces()
        .filed()
        .thenRunAsync(work, around.blocking())
        .thenApply(_ -> Done.getInstance());
  }

  /** A child that runs is not given up for a file: a full disk must not end what works. */
  private static void writePidFile(Facts facts, long pid) {
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

  private static void removePidFile(Facts facts, long pid) {
    try {
      pidFile(facts).removeIfOf(pid);
    } catch (UncheckedIOException e) {
      LOG.warn(
          "App [{}:{}] pid file cannot be removed: {}",
          facts.spec().name(),
          facts.identity().id(),
          String.valueOf(e.getCause()));
    }
  }

  private static void close(@Nullable NotifySocket notices) {
    if (notices != null) {
      notices.close();
    }
  }

  private static PidFile pidFile(Facts facts) {
    return new PidFile(Path.of(facts.spec().logs().pidFileFor(facts.identity().id())));
  }
}
