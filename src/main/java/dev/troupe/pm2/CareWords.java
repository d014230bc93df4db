package dev.troupe.pm2;

import dev.troupe.model.AppSpec;
import dev.troupe.model.RestartReason;
import dev.troupe.model.Schedule;
import dev.troupe.model.Watch;
import java.util.LinkedHashMap;
import java.util.Map;

/** PM2's words for what keeps an app in good order: its watch, its schedule, its memory. */
record CareWords(AppSpec spec) {

  /** PM2 shows them only where they were given. */
  void putLimits(Map<String, Object> env) {
    if (spec.limits().restartAbove() != null) {
      env.put("max_memory_restart", spec.limits().restartAbove());
    }
    if (spec.schedule().cron() != null) {
      env.put("cron_restart", spec.schedule().cron());
    }
  }

  /** Whether it watches is always shown, how it watches only where it was said. */
  void putWatch(Map<String, Object> env) {
    var watch = spec.watch();
    if (!watch.delay().isZero()) {
      env.put("watch_delay", watch.delay().toMillis());
    }
    boolean hasPaths = watch.on() && !watch.paths().isEmpty();
    env.put("watch", hasPaths ? watch.paths() : watch.on());
    if (!watch.ignored().isEmpty()) {
      env.put("ignore_watch", watch.ignored());
    }
    var options = options(watch.options());
    if (!options.isEmpty()) {
      env.put("watch_options", options);
    }
  }

  private static Map<String, Object> options(Watch.Options given) {
    var usual = Watch.Options.USUAL;
    var options = new LinkedHashMap<String, Object>();
    if (!given.cwd().isEmpty()) {
      options.put("cwd", given.cwd());
    }
    if (given.followSymlinks() != usual.followSymlinks()) {
      options.put("followSymlinks", given.followSymlinks());
    }
    if (given.polling() != usual.polling()) {
      options.put("usePolling", given.polling());
    }
    if (!given.interval().equals(usual.interval())) {
      options.put("interval", given.interval().toMillis());
    }
    if (given.depth() != usual.depth()) {
      options.put("depth", given.depth());
    }
    return options;
  }

  /** The expression, with the time zone it names. */
  static String schedule(Schedule schedule) {
    return schedule.zone() == null
        ? String.valueOf(schedule.cron())
        : schedule.cron() + " in " + schedule.zone();
  }

  /** {@code memory: used 312.4mb of memory, more than 300.0mb}. */
  static String reason(RestartReason reason) {
    var cause =
        switch (reason.cause()) {
          case MEMORY -> "memory";
          case SCHEDULE -> "cron";
          case FILES -> "watch";
        };
    return cause + ": " + reason.detail();
  }
}
