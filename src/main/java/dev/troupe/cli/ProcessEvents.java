package dev.troupe.cli;

import dev.troupe.pm2.Pm2LogLine;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;

/** Tells what happens to apps, each event as a JSON object, as {@code logs --json} of PM2 does. */
final class ProcessEvents implements EventListener {
  private final Console console;
  private final Set<String> apps;

  /**
   * @param apps names of those that are told of; all if empty
   */
  ProcessEvents(Console console, Set<String> apps) {
    this.console = console;
    this.apps = Set.copyOf(apps);
  }

  /** What all events have. */
  record Happening(Instant at, String app) {}

  /** Listens to the daemon until it ends, on a thread of its own. */
  void follow(Daemon daemon) {
    var thread = new Thread(() -> listen(daemon), "process-events");
    thread.setDaemon(true);
    thread.start();
  }

  private void listen(Daemon daemon) {
    try {
      daemon.listen("/events", this);
    } catch (IOException | OutputClosedException _) {
      // Whoever follows the lines notices the same and says so.
    }
  }

  @Override
  public boolean on(String event, String data) throws IOException {
    var happening = RecordReader.read(Happening.class, data);
    if (apps.isEmpty() || apps.contains(happening.app())) {
      var json = Pm2LogLine.json(happening.at(), event, happening.app());
      if (json != null) {
        console.write(json + "\n");
      }
    }
    return true;
  }
}
