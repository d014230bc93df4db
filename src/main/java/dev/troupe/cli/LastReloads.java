package dev.troupe.cli;

import dev.troupe.model.ReloadReport;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the last reload of each app went: the part of the daemon's answer that a reload asks for.
 * Whole declarations would cost the command three times as long to read.
 *
 * @param apps all that were asked about
 */
record LastReloads(List<App> apps) {

  /**
   * One app.
   *
   * @param lastReload null if it has never been reloaded
   */
  record App(Named spec, @Nullable ReloadReport lastReload) {}

  /** Of its declaration the name. */
  record Named(String name) {}

  /**
   * Asks for those of these apps that have been reloaded since; none if the daemon does not say.
   */
  static Map<String, ReloadReport> since(Instant begun, Set<String> names, Daemon daemon)
      throws CommandFailure {
    var reports = new LinkedHashMap<String, ReloadReport>();
    var reply = daemon.get(path(names));
    if (reply.isOk()) {
      for (var app : reply.as(LastReloads.class).apps()) {
        var last = app.lastReload();
        if (last != null && !last.begunAt().isBefore(begun) && names.contains(app.spec().name())) {
          reports.put(app.spec().name(), last);
        }
      }
    }
    return reports;
  }

  private static String path(Set<String> names) {
    return names.size() == 1 ? "/apps?target=" + Daemon.encoded(names.iterator().next()) : "/apps";
  }
}
