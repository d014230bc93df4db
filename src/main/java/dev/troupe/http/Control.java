package dev.troupe.http;

import dev.troupe.api.DaemonInfo;
import dev.troupe.api.LogRotation;
import dev.troupe.api.StartRequest;
import dev.troupe.logs.FileProblem;
import dev.troupe.logs.TextPattern;
import dev.troupe.metrics.Measurements;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.Host;
import dev.troupe.model.MemoryShare;
import dev.troupe.model.OutputName;
import dev.troupe.model.Trouble;
import dev.troupe.model.UsageSeries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What the routes ask of the daemon.
 *
 * <p>Called from any thread and must not block. A target is PM2's: {@code all}, a name, an id, a
 * namespace or {@code /regex/}, already percent-decoded. Refusals are replies; a stage that fails
 * means a bug and is answered with 500.
 */
public interface Control {

  /** Whether the saved apps are back; until then {@code /readyz} says 503. */
  boolean isReady();

  /** The daemon itself. The endpoint replaces the two address fields by what it knows better. */
  DaemonInfo daemon();

  /**
   * Stops all apps and replies once they have stopped. The daemon then ends by itself, through
   * {@link HttpServer#close}, which lets the answer out first.
   */
  CompletionStage<Reply.ToAction> shutdown();

  /**
   * Saves the list of apps that {@link #resurrect} starts, and replies with the file. An empty list
   * replaces no other unless {@code force} says that it is meant: then no file was written.
   */
  CompletionStage<Reply.ToFiles> save(boolean force);

  /** Starts the saved apps whose names are not managed yet, and replies with them. */
  CompletionStage<Reply.ToAction> resurrect();

  /**
   * Replies, then ends the daemon without touching the apps: in its process the next daemon goes on
   * with them.
   *
   * @param command the next daemon's command line, executable first
   */
  CompletionStage<Reply.ToFiles> handOver(List<String> command);

  /** The apps that {@code target} means. */
  CompletionStage<Reply.ToQuery> apps(String target);

  /** The instances that {@code target} means, by id. */
  CompletionStage<Reply.ToAction> instances(String target);

  /** What the instances that {@code target} means have used in the last hour. */
  CompletionStage<List<UsageSeries>> usage(String target);

  /**
   * What the memory of the instances weighs that {@code target} means; none if it means nothing.
   */
  CompletionStage<List<MemoryShare>> memory(String target);

  /** How the machine does. */
  CompletionStage<Host> host();

  /**
   * All that metrics are made of, of the apps that {@code target} means; none if it means nothing.
   */
  CompletionStage<Measurements> measurements(String target);

  /** What can be seen of those instances of these apps that do not run though they should. */
  CompletionStage<List<Trouble>> troubles(List<AppSnapshot> apps);

  /** Declares apps and starts them. */
  CompletionStage<Reply.ToAction> declare(StartRequest request);

  /**
   * Has Node children do one of the actions they offer.
   *
   * @param params any JSON value; null for none
   */
  CompletionStage<Reply.ToTrigger> trigger(String target, String action, @Nullable Object params);

  /** Replies once the action is done, with the instances it acted on. */
  CompletionStage<Reply.ToAction> act(String target, Action action);

  /**
   * What has happened, as far as it is wanted, and what happens from now on, for one subscriber.
   * The endpoint always takes as fast as it comes and does the dropping itself.
   */
  CompletionStage<Reply.Happenings> events(EventQuery query);

  CompletionStage<Reply.ToLogs> logs(LogQuery query);

  /** Empties the log files of the apps that {@code target} means. */
  CompletionStage<Reply.ToFiles> flush(String target);

  /** Empties the log files of all apps, and the daemon's own log. */
  CompletionStage<Reply.ToFiles> flush();

  /** Lets go of the log files being written, and goes on with what is at their paths. */
  CompletionStage<Reply.ToFiles> reopenLogs();

  /**
   * What is wanted of an app from now on.
   *
   * @param fields new values of fields of a process file; the text {@code null} takes one away
   * @param cwd absolute folder that a new {@code cwd} starts from; null is the app's own
   */
  record Changes(Map<String, Object> fields, @Nullable String cwd) {
    /** All stays as it is. */
    public static final Changes NONE = new Changes(Map.of(), null);
  }

  /** The log files that cannot be written now. */
  CompletionStage<List<FileProblem>> logProblems();

  /** How logs are rotated. */
  LogRotation rotation();

  /**
   * Rotates logs by other settings from now on.
   *
   * @param words all that differs from the daemon's own settings, in pm2-logrotate's words
   * @return what is wrong with them, one line each; then nothing has changed
   */
  List<String> rotate(Map<String, Object> words);

  /** What can be done to a target. */
  sealed interface Action {
    /**
     * Starts what is down, restarts what is up.
     *
     * @param env the caller's whole environment; empty leaves the app's as it is
     */
    record Start(Map<String, String> env, Changes changes) implements Action {}

    /**
     * Stops what is up, then starts.
     *
     * @param env the caller's whole environment; empty leaves the app's as it is
     */
    record Restart(Map<String, String> env, Changes changes) implements Action {}

    /**
     * Replaces running instances by new ones, a few at a time, without a gap.
     *
     * @param env the caller's whole environment; empty leaves the app's as it is
     * @param parallel slots that are replaced at a time; null as the app says itself
     */
    record Reload(Map<String, String> env, @Nullable Integer parallel, Changes changes)
        implements Action {}

    /** Calls the reload off that is under way. */
    record CancelReload() implements Action {}

    record Stop() implements Action {}

    /** Holds what runs. */
    record Pause() implements Action {}

    /** Lets what is paused go on. */
    record Resume() implements Action {}

    /** Notes whether PM2's monitoring is wished for. */
    record Monitor(boolean isWished) implements Action {}

    record Delete() implements Action {}

    /** Sets restart counts to zero. */
    record Reset() implements Action {}

    /**
     * Sets the number of instances.
     *
     * @param instances {@code 4}, {@code +2} or {@code -1}, as the client wrote it
     */
    record Scale(String instances) implements Action {}

    /**
     * Sends a signal to the children.
     *
     * @param signal name or number, as the client wrote it
     */
    record Signal(String signal) implements Action {}

    /**
     * Writes to the children's standard input.
     *
     * @param text as it is, with its end of line
     */
    record Send(String text) implements Action {}
  }

  /**
   * Which events are wanted. Without {@code after} and {@code since}: only those from now on.
   *
   * @param target whose; a name means also those of apps that are deleted
   * @param after those with a greater number; null for any
   * @param since those from then on; null for any
   * @param follow whether the stream goes on with those to come
   * @param limit the newest so many of those that have happened; 1 to 10,000
   */
  record EventQuery(
      String target, @Nullable Long after, @Nullable Instant since, boolean follow, int limit) {
    boolean isAboutThePast() {
      return after != null || since != null;
    }
  }

  /**
   * Which output is wanted.
   *
   * @param target what is meant; several are divided by newlines
   * @param instance the one instance among those of the target; empty is all
   * @param lines of each file's end, 0 to 1,000,000
   * @param follow whether new lines follow
   * @param output one of the two streams; empty is both
   * @param since no lines from before
   * @param until no lines from after
   * @param text what a line's text must contain
   * @param after the line that the client has seen last, if it comes back after a break
   * @param interleaved whether the lines of all files come in the order of time, not file by file
   */
  record LogQuery(
      String target,
      Optional<Integer> instance,
      int lines,
      boolean follow,
      Optional<OutputName> output,
      Optional<Moment> since,
      Optional<Moment> until,
      Optional<TextPattern> text,
      Optional<ResumePoint> after,
      boolean interleaved) {

    /** The same for one who comes back after a break: old lines in the order of time. */
    LogQuery with(int otherLines, Optional<Moment> otherSince, Optional<ResumePoint> otherAfter) {
      return new LogQuery(
          target, instance, otherLines, follow, output, otherSince, until, text, otherAfter, true);
    }

    /** Each target by itself. */
    List<String> targets() {
      return List.of(target.split("\n", -1));
    }

    /** Whatever the target prints. */
    public static LogQuery of(String target, int lines, boolean follow) {
      return new LogQuery(
          target,
          Optional.empty(),
          lines,
          follow,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);
    }
  }
}
