package dev.troupe.cli;

import dev.troupe.model.Event;
import dev.troupe.model.ReloadReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells how far reloads have come while they are under way, a line for each step of a slot. */
final class ReloadProgress implements EventListener, AutoCloseable {
  /** The end of a reload is announced at the time of its answer, on another connection. */
  private static final long LONGEST_DELAY_MILLIS = 1_000;

  private final Console console;
  private final Set<String> apps;
  private final Set<String> underWay = new HashSet<>();
  private final Map<String, ReloadReport> reports = new LinkedHashMap<>();
  private boolean isOpen;
  private boolean isOver;

  private final Thread listener;

  private ReloadProgress(Console console, Set<String> apps, Daemon daemon) {
    this.console = console;
    this.apps = Set.copyOf(apps);
    this.listener = new Thread(() -> listen(daemon), "reload-progress");
  }

  /**
   * Listens to the daemon's events from now on, on a thread of its own.
   *
   * @param apps names of those that are told of
   */
  static ReloadProgress follow(Session session, Set<String> apps) throws CommandFailure {
    var progress = new ReloadProgress(session.console(), apps, session.daemon());
    progress.listener.setDaemon(true);
    progress.listener.start();
    progress.awaitOpen();
    return progress;
  }

  /**
   * Stops listening: an interrupt closes the connection. The JVM would wait 300 ms at its exit for
   * a thread that reads from a socket.
   */
  @Override
  public void close() throws CommandFailure {
    listener.interrupt();
    try {
      listener.join();
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  /** Without events a reload goes on all the same; its answer says how it ended. */
  private void listen(Daemon daemon) {
    try {
      daemon.stream("/events", this);
    } catch (CommandFailure | OutputClosedException _) {
      // Nothing more is told.
    } finally {
      end();
    }
  }

  @Override
  public synchronized void opened() {
    isOpen = true;
    notifyAll();
  }

  private synchronized void end() {
    isOver = true;
    notifyAll();
  }

  private synchronized void awaitOpen() throws CommandFailure {
    try {
      while (!isOpen && !isOver) {
        wait();
      }
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  private static CommandFailure interrupted() {
    Thread.currentThread().interrupt();
    return new CommandFailure("interrupted");
  }

  @Override
  public synchronized boolean on(String event, String data) throws IOException {
    switch (event) {
      case "reload-progress" -> step(RecordReader.read(Event.ReloadProgress.class, data));
      case "reload-ended" -> ended(RecordReader.read(Event.ReloadEnded.class, data));
      default -> {
        // What else happens is not asked for.
      }
    }
    return true;
  }

  private void step(Event.ReloadProgress step) {
    if (apps.contains(step.app())) {
      underWay.add(step.app());
      console.say(step.app() + ":" + step.slot() + " " + word(step.stage()));
    }
  }

  private static String word(Event.ReloadProgress.Stage stage) {
    return switch (stage) {
      case STARTING -> "starting";
      case READY -> "ready";
      case DRAINING -> "draining";
      case DONE -> "done";
      case ABANDONED -> "abandoned";
    };
  }

  private void ended(Event.ReloadEnded end) {
    if (apps.contains(end.app())) {
      underWay.remove(end.app());
      reports.put(end.app(), end.report());
      notifyAll();
    }
  }

  /**
   * What went wrong, once all that happened has been told.
   *
   * @param known how reloads went whose end may not have been heard of yet
   */
  synchronized List<String> failures(Map<String, ReloadReport> known) throws CommandFailure {
    for (var app : known.keySet()) {
      if (!reports.containsKey(app)) {
        underWay.add(app);
      }
    }
    awaitEnds();
    reports.putAll(known);
    var failures = new ArrayList<String>();
    for (var report : reports.entrySet()) {
      if (report.getValue().outcome() != ReloadReport.Outcome.COMPLETED) {
        failures.add(failure(report.getKey(), report.getValue()));
      }
    }
    return failures;
  }

  private void awaitEnds() throws CommandFailure {
    long end = System.nanoTime() + LONGEST_DELAY_MILLIS * 1_000_000;
    long left = LONGEST_DELAY_MILLIS;
    try {
      while (!underWay.isEmpty() && !isOver && left > 0) {
        wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  private static String failure(String app, ReloadReport report) {
    var how = report.outcome() == ReloadReport.Outcome.CANCELLED ? " cancelled" : " rolled back";
    var slot = report.slot() == null ? "" : ": slot " + report.slot();
    var reason = report.reason() == null ? "" : ": " + report.reason();
    return app + how + slot + reason;
  }
}
