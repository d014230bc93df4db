package dev.troupe.cli;

import dev.troupe.api.HomeLayout;
import dev.troupe.api.Version;
import dev.troupe.model.InstanceState;
import dev.troupe.model.InstanceSummary;
import dev.troupe.model.OutputName;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/**
 * A command line that runs together with its daemon in one process, until it is ended: {@code
 * troupe-runtime}, {@code troupe-dev}, {@code start --no-daemon}.
 */
public final class Foreground {
  private static final int NOTHING_LEFT = 2;
  private static final int FIRST_LOOK_MILLIS = 6_000;
  private static final int LOOK_MILLIS = 2_000;

  /** Looks in a row that find nothing before it is over (PM2's rule). */
  private static final int PATIENCE = 4;

  private final Session session;
  private final ForegroundStyle style;
  private final HomeLayout home;
  private final Arguments arguments;
  private final ForegroundOutput output;
  private final CountDownLatch reachable = new CountDownLatch(1);

  private Foreground(
      Session session, ForegroundStyle style, Arguments arguments, ForegroundOutput output)
      throws CommandFailure {
    this.session = session;
    this.style = style;
    this.home = session.home();
    this.arguments = arguments;
    this.output = output;
    session.awaitDaemon(reachable);
  }

  /** What a command line comes to. */
  public sealed interface Plan {
    /** All is said and done: no daemon is needed. */
    record Over(int exitCode) implements Plan {}

    /** A daemon is to run in this process. */
    record Run(Foreground foreground) implements Plan {}

    /** The same, for a service. */
    record Serve(Service service) implements Plan {}
  }

  /**
   * Reads the command line.
   *
   * @param session writes to standard error alone
   * @param out standard output and error, for what apps print
   */
  static Plan plan(Session session, Console out, List<String> args) {
    try {
      return read(session, out, args);
    } catch (CommandFailure e) {
      session.console().error(e.text());
      return new Plan.Over(ExitCode.FAILED);
    }
  }

  private static Plan read(Session session, Console out, List<String> args) throws CommandFailure {
    if (ForegroundStyle.isService(session.caller().program(), args)) {
      return new Plan.Serve(Service.of(session));
    }
    var style = ForegroundStyle.of(session.caller().program(), args);
    var syntax = style.syntax();
    var arguments = Arguments.parse(syntax, style.words(args));
    if (arguments.has("--help")) {
      out.show(new Help(session.caller().program(), out.palette()).of(syntax));
      return new Plan.Over(ExitCode.OK);
    }
    if (arguments.has("--version")) {
      out.show(Version.text() + "\n");
      return new Plan.Over(ExitCode.OK);
    }
    syntax.check(arguments.words());
    if (isToReturn(session, arguments)) {
      return new Plan.Over(start(session, style, arguments) ? ExitCode.OK : ExitCode.FAILED);
    }
    var output = ForegroundOutput.of(arguments, style, out);
    return new Plan.Run(new Foreground(session, style, arguments, output));
  }

  /** Whether the apps are to run in the background after all (for tests of what calls this). */
  private static boolean isToReturn(Session session, Arguments arguments) {
    return arguments.has("--test-mode") || session.caller().has("PM2_RUNTIME_DEBUG");
  }

  /** Where the daemon is to work. */
  public HomeLayout home() {
    return home;
  }

  /** From now on the daemon answers. */
  public void isReachable() {
    reachable.countDown();
  }

  /** Shows what an app has printed. */
  public void show(Instant at, String app, int instance, OutputName name, String text) {
    output.show(at, app, instance, name, text);
  }

  /**
   * Starts the apps once the daemon is reachable, and looks after them as long as there are some.
   * What they are is read meanwhile.
   *
   * @return the exit code with which it is over; empty if it is not: signals end it
   */
  public OptionalInt attend() {
    try {
      ForegroundStyle.announceIgnored(arguments, session.console());
      new Modules(session).startAll();
      var delay = arguments.number("--delay");
      if (delay != null) {
        Pause.millis(delay * 1000);
      }
      if (!start(session, style, arguments) && session.daemon().instances().isEmpty()) {
        return OptionalInt.of(ExitCode.FAILED);
      }
      if (style != ForegroundStyle.RUNTIME || arguments.has("--no-auto-exit")) {
        return OptionalInt.empty();
      }
      awaitNothingLeft();
      return OptionalInt.of(NOTHING_LEFT);
    } catch (CommandFailure e) {
      session.console().error(e.text());
      return OptionalInt.of(ExitCode.FAILED);
    }
  }

  /** Whether all went well. */
  private static boolean start(Session session, ForegroundStyle style, Arguments arguments)
      throws CommandFailure {
    var targets = new Targets(session, "Started");
    var start = new Start(arguments, session, targets, style::withHabits);
    for (var word : StartCommand.wordsOrUsualFile(arguments, session)) {
      start.word(word);
    }
    return !targets.hasFailed();
  }

  /** What waits for its restart counts as there; stopped and errored does not. */
  private void awaitNothingLeft() throws CommandFailure {
    Pause.millis(FIRST_LOOK_MILLIS - LOOK_MILLIS);
    int left = PATIENCE;
    while (left > 0) {
      Pause.millis(LOOK_MILLIS);
      if (isAnyAlive(session.daemon().instances())) {
        left = PATIENCE;
      } else {
        left--;
        session.console().say("0 application online, retry = " + left);
      }
    }
  }

  private static boolean isAnyAlive(List<InstanceSummary> instances) {
    for (var instance : instances) {
      var state = instance.state();
      if (state != InstanceState.STOPPED && state != InstanceState.ERRORED) {
        return true;
      }
    }
    return false;
  }

  /** Has the daemon stop all apps and end. */
  public void endDaemon() {
    try {
      var reply = session.daemon().askRunning("POST", "/daemon/shutdown");
      if (reply != null && !reply.isOk()) {
        session.console().error(reply.complaint());
      }
    } catch (CommandFailure e) {
      session.console().error(e.text());
    }
  }
}
