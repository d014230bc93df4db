package dev.troupe.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which lines {@code logs} was asked for, and how they are to look.
 *
 * @param targets whose; all if empty
 * @param lines how many old lines of each file; null if that was not said
 * @param isFollowing whether new lines follow
 * @param output {@code out} or {@code err}; null for both
 * @param since from when old lines are wanted, as the daemon reads it; null for whenever
 * @param grep regular expression that lines must match; null for none
 * @param look how they look
 * @param timestamp dayjs format of the time before a line; null for none
 * @param highlight text that is to stand out; null for none
 */
record WantedLogs(
    List<String> targets,
    @Nullable Integer lines,
    boolean isFollowing,
    @Nullable String output,
    @Nullable String since,
    @Nullable String grep,
    Look look,
    @Nullable String timestamp,
    @Nullable String highlight) {
  /** PM2 shows that many old lines of each file. */
  private static final int USUAL_LINES = 15;

  /** So that it can go on in the files when the daemon ends. */
  private static final String PLACES = "&places=true";

  WantedLogs {
    targets = List.copyOf(targets);
  }

  /** How a line looks. */
  enum Look {
    NAMED,
    RAW,
    JSON,
    FORMATTED
  }

  static WantedLogs of(Arguments arguments) throws CommandFailure {
    return new WantedLogs(
        arguments.words(),
        lines(arguments.value("--lines")),
        !arguments.has("--nostream"),
        output(arguments),
        arguments.value("--since"),
        arguments.value("--grep"),
        look(arguments),
        arguments.value("--timestamp"),
        arguments.value("--highlight"));
  }

  /** What {@code logs} shows of these targets if nothing else is asked for. */
  static WantedLogs following(List<String> targets) {
    return new WantedLogs(targets, null, true, null, null, null, Look.NAMED, null, null);
  }

  private static @Nullable String output(Arguments arguments) {
    if (arguments.has("--err") == arguments.has("--out")) {
      return null;
    }
    return arguments.has("--err") ? "err" : "out";
  }

  private static Look look(Arguments arguments) {
    if (arguments.has("--json")) {
      return Look.JSON;
    }
    if (arguments.has("--format")) {
      return Look.FORMATTED;
    }
    return arguments.has("--raw") ? Look.RAW : Look.NAMED;
  }

  private static @Nullable Integer lines(@Nullable String given) throws CommandFailure {
    if (given == null) {
      return null;
    }
    try {
      return Math.max(0, Integer.parseInt(given));
    } catch (NumberFormatException e) {
      throw new CommandFailure("--lines=" + given + " is not a number");
    }
  }

  /** Whether a line is to be an object or fields, for programs. */
  boolean isForPrograms() {
    return look == Look.JSON || look == Look.FORMATTED;
  }

  /** How many old lines of each file are wanted; programs that follow get none unasked. */
  int oldLines() {
    if (lines != null) {
      return lines;
    }
    if (since != null) {
      return Integer.MAX_VALUE;
    }
    return isForPrograms() && isFollowing ? 0 : USUAL_LINES;
  }

  /** Whether the daemon's own log belongs to it. */
  boolean isOfDaemonToo() {
    return targets.isEmpty()
        && look == Look.NAMED
        && output == null
        && since == null
        && grep == null
        && oldLines() > 0;
  }

  /**
   * What to ask of the daemon.
   *
   * @param areSeveral whether more than one instance is meant: their old lines are wanted in the
   *     order of time
   */
  String request(boolean areSeveral) {
    boolean isInterleaved = oldLines() > 0 && (areSeveral || since != null || isForPrograms());
    var path = common();
    if (oldLines() < Integer.MAX_VALUE) {
      path.append("&lines=").append(oldLines());
    }
    add(path, "since", since);
    return path.append("&follow=")
        .append(isFollowing)
        .append(isFollowing ? PLACES : "")
        .append(isInterleaved ? "&interleave=true" : "")
        .toString();
  }

  /** What to ask of the daemon when new lines alone are wanted. */
  String requestOfNewLines() {
    return common().append("&lines=0&follow=true").append(PLACES).toString();
  }

  private StringBuilder common() {
    var target = targets.isEmpty() ? "all" : String.join("\n", targets);
    var path = new StringBuilder("/logs?target=").append(Daemon.encoded(target));
    add(path, "output", output);
    add(path, "grep", grep);
    return path;
  }

  private static void add(StringBuilder path, String name, @Nullable String value) {
    if (value != null) {
      path.append('&').append(name).append('=').append(Daemon.encoded(value));
    }
  }
}
