package dev.troupe.model;

import java.time.Duration;
import java.util.Locale;

/** What has happened, in a few words. */
public final class EventText {
  private EventText() {}

  /** Whom it is about: {@code api[0]}, or {@code api} for an app as a whole. */
  public static String subject(Event event) {
    var id =
        switch (event) {
          case Event.Started one -> one.instance();
          case Event.Online one -> one.instance();
          case Event.LaunchFailed one -> one.instance();
          case Event.Exited one -> one.instance();
          case Event.Unhealthy one -> one.instance();
          case Event.RestartScheduled one -> one.instance();
          case Event.GaveUp one -> one.instance();
          case Event.Restarting one -> one.instance();
          case Event.Stopping one -> one.instance();
          case Event.Stopped one -> one.instance();
          case Event.Deleted one -> one.instance();
          case Event.Paused one -> one.instance();
          case Event.Resumed one -> one.instance();
          case Event.Raised one -> one.instance();
          case Event.Noted one -> one.instance();
          case Event.ReloadProgress one -> one.instance();
          case Event.Scaled _, Event.Redeclared _, Event.WatchDegraded _, Event.ReloadEnded _ ->
              null;
        };
    return id == null ? event.app() : event.app() + "[" + id + "]";
  }

  /** {@code ended by signal 9, out of memory, pid 4711}. */
  public static String of(Event event) {
    return switch (event) {
      case Event.Started one -> "started, pid " + one.pid();
      case Event.Online _ -> "ready";
      case Event.LaunchFailed one -> one.reason();
      case Event.Exited one -> exited(one.status()) + ", pid " + one.pid();
      case Event.Unhealthy one -> "unhealthy: " + one.reason();
      case Event.RestartScheduled one -> "restarts in " + amount(one.pause());
      case Event.GaveUp one -> "given up: " + one.reason();
      case Event.Restarting one -> "started anew: " + one.reason().detail();
      case Event.Stopping one -> "stopping, pid " + one.pid();
      case Event.Stopped _ -> "stopped";
      case Event.Deleted _ -> "deleted";
      case Event.Paused _ -> "paused";
      case Event.Resumed _ -> "resumed";
      case Event.Raised one -> "exception: " + one.message();
      case Event.Noted one -> one.name() + " " + one.data();
      case Event.Scaled one -> "scaled from " + one.before() + " to " + one.wanted();
      case Event.Redeclared one -> "declared anew: " + String.join(", ", one.fields());
      case Event.WatchDegraded one -> "watch: " + one.reason();
      case Event.ReloadProgress one ->
          "reload of slot " + one.slot() + ": " + one.stage().name().toLowerCase(Locale.ROOT);
      case Event.ReloadEnded one -> reload(one.report());
    };
  }

  private static String exited(ExitStatus status) {
    return switch (status) {
      case ExitStatus.Exited(int code) -> "exited with code " + code;
      case ExitStatus.Signaled signaled -> "ended by " + signaled.words();
      case ExitStatus.Unknown() -> "ended";
    };
  }

  private static String reload(ReloadReport report) {
    var how =
        switch (report.outcome()) {
          case COMPLETED -> "reload completed";
          case ROLLED_BACK -> "reload rolled back";
          case CANCELLED -> "reload cancelled";
        };
    return report.reason() == null ? how : how + ": " + report.reason();
  }

  private static String amount(Duration pause) {
    return pause.toMillis() < 1_000
        ? pause.toMillis() + " ms"
        : String.format(Locale.ROOT, "%.1f s", pause.toMillis() / 1_000.0);
  }
}
