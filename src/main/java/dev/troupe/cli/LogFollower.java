package dev.troupe.cli;

import dev.troupe.model.AppSnapshot;
import dev.troupe.model.DayFormat;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries {@code logs} out. It outlives daemons, as PM2's does: when one has ended it waits for the
 * next, and it waits for apps that are not there yet.
 */
final class LogFollower {
  private static final int NOT_FOUND = 404;
  private static final int SHORTEST_PAUSE_MILLIS = 50;
  private static final int LONGEST_PAUSE_MILLIS = 2_000;

  private final Session session;
  private final WantedLogs wanted;
  private final Console console;
  private final LogStyle style;
  private final ShownLogs shown;
  private final LogPrinter printer;

  private final Daemon daemon;
  private final Set<String> apps = new HashSet<>();

  private boolean hasBegun;

  /** Since when nothing has been heard; never, while a stream is open. */
  private Instant endedAt = Instant.MAX;

  private boolean hasComplained;
  private int pause = SHORTEST_PAUSE_MILLIS;

  LogFollower(Session session, WantedLogs wanted) throws CommandFailure {
    this.session = session;
    this.daemon = session.daemon();
    this.wanted = wanted;
    this.console = session.console();
    this.style = style();
    this.shown = new ShownLogs(style, wanted.grep(), session.clock());
    this.printer = new LogPrinter(console, style, shown, wanted.oldLines(), this::whenOpened);
  }

  private LogStyle style() {
    return switch (wanted.look()) {
      case RAW -> new RawLines(console);
      case JSON -> new JsonLines(console);
      case FORMATTED -> new FormattedLines(console, ZoneId.systemDefault());
      case NAMED -> new NamedLines(console, time(), zone(), wanted.highlight());
    };
  }

  private @Nullable DayFormat time() {
    return wanted.timestamp() == null ? null : DayFormat.of(wanted.timestamp());
  }

  /** The table of time zones takes 20 ms to load: only for those who want to see the time. */
  private ZoneId zone() {
    return wanted.timestamp() == null ? ZoneOffset.UTC : ZoneId.systemDefault();
  }

  /** Returns if only old lines are wanted; else it goes on until the process is ended. */
  void run() throws CommandFailure {
    var meant = meant();
    begin(meant);
    tellWhatComes();
    int instances = 0;
    for (var app : meant) {
      instances += app.instances().size();
    }
    var request = wanted.request(instances > 1);
    while (!attempt(hasBegun ? wanted.requestOfNewLines() : request)) {
      Pause.millis(pause);
      pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
    }
  }

  /** The apps that are meant now; starts the daemon if none runs. */
  private List<AppSnapshot> meant() throws CommandFailure {
    if (wanted.targets().isEmpty()) {
      return daemon.apps();
    }
    var meant = new ArrayList<AppSnapshot>();
    for (var target : wanted.targets()) {
      var found = daemon.appsIfAny(target);
      if (found.isEmpty()) {
        console.warn(
            "there is no " + target + (wanted.isFollowing() ? " yet: waiting for it" : ""));
      }
      meant.addAll(found);
      apps.add(target);
      found.forEach(one -> apps.add(one.spec().name()));
    }
    return meant;
  }

  private void begin(List<AppSnapshot> meant) throws CommandFailure {
    try {
      for (var app : meant) {
        shown.begin(LogOwner.of(app, wanted.output()));
      }
    } catch (IOException e) {
      throw new CommandFailure(FileTrouble.reason(e));
    }
  }

  /** A stream has begun: what comes from now on comes there, what came before is in the files. */
  private void whenOpened() {
    if (hasBegun) {
      catchUp();
      endedAt = Instant.MAX;
    }
    followEvents();
  }

  private void catchUp() {
    try {
      for (var app : found()) {
        shown.goOn(LogOwner.of(app, wanted.output()), endedAt);
      }
      shown.catchUp();
    } catch (IOException e) {
      console.warn("lines may be missing here: " + FileTrouble.reason(e));
    } catch (CommandFailure e) {
      console.warn("lines may be missing here: " + e.getMessage());
    }
  }

  /** The apps that are meant and there; none of the targets needs to be. */
  private List<AppSnapshot> found() throws CommandFailure {
    if (wanted.targets().isEmpty()) {
      return daemon.apps();
    }
    var found = new ArrayList<AppSnapshot>();
    for (var target : wanted.targets()) {
      found.addAll(daemon.appsIfAny(target));
    }
    return found;
  }

  private void followEvents() {
    if (wanted.look() == WantedLogs.Look.JSON && wanted.isFollowing()) {
      new ProcessEvents(console, apps).follow(daemon);
    }
  }

  private void tellWhatComes() throws CommandFailure {
    if (wanted.look() != WantedLogs.Look.NAMED || wanted.oldLines() == 0) {
      return;
    }
    if (wanted.since() == null) {
      var whose = wanted.targets().isEmpty() ? "all" : String.join(" ", wanted.targets());
      var title =
          "[TAILING] Tailing last " + wanted.oldLines() + " lines for [" + whose + "] processes";
      console.show(
          console.palette().grey(title + " (change the value with --lines option)") + "\n");
    }
    if (wanted.isOfDaemonToo()) {
      tellOfDaemon();
    }
  }

  private void tellOfDaemon() throws CommandFailure {
    var log = session.home().daemonLog();
    var tag = session.caller().tag();
    style.beginFile(log.toString(), wanted.oldLines());
    for (var line : LogTail.lines(log, 0, wanted.oldLines())) {
      console.write(console.palette().blue(tag + "  | ") + line + "\n");
    }
    style.endFile();
  }

  /** Listens for as long as it can; returns whether that is all there is to do. */
  private boolean attempt(String request) throws CommandFailure {
    try {
      var refusal = daemon.listen(request, printer);
      if (refusal == null) {
        interrupted();
        return ended("the daemon has ended");
      }
      if (refusal.status() == NOT_FOUND) {
        return !wanted.isFollowing();
      }
      throw new CommandFailure(refusal.complaint());
    } catch (NoDaemonException e) {
      return ended("the daemon has ended");
    } catch (IOException e) {
      interrupted();
      if (!wanted.isFollowing()) {
        throw new CommandFailure(FileTrouble.reason(e));
      }
      return ended(FileTrouble.reason(e));
    }
  }

  /** What is written from now on is in the files only. */
  private void interrupted() {
    hasBegun = true;
    var now = session.clock().instant();
    endedAt = endedAt.isBefore(now) ? endedAt : now;
  }

  private boolean ended(String why) {
    if (!wanted.isFollowing()) {
      return true;
    }
    if (printer.hasHeard()) {
      pause = SHORTEST_PAUSE_MILLIS;
      hasComplained = false;
    }
    if (!hasComplained) {
      console.warn(why + ": waiting for the next one");
      hasComplained = true;
    }
    return false;
  }
}
