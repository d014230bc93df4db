package dev.troupe.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that happened to an app, or to one of its instances by id. */
public sealed interface Event {
  /** When it happened. */
  Instant at();

  /** The app's name. */
  String app();

  /** Its child was started. */
  record Started(Instant at, String app, int instance, long pid) implements Event {}

  /** Its child is ready for work. */
  record Online(Instant at, String app, int instance, long pid) implements Event {}

  /** Its child could not be started, or was not ready in time. */
  record LaunchFailed(Instant at, String app, int instance, String reason) implements Event {}

  /**
   * Its child has ended.
   *
   * @param crashed whether nobody had asked for it and the exit status does not mean "done", or the
   *     child had to be ended because it was not well
   */
  record Exited(Instant at, String app, int instance, long pid, ExitStatus status, boolean crashed)
      implements Event {}

  /**
   * Its child runs but is not well (its liveness probe fails, or it gave no sign of life in time),
   * and is ended for it.
   */
  record Unhealthy(Instant at, String app, int instance, long pid, String reason)
      implements Event {}

  /** The next child is due after a pause. */
  record RestartScheduled(Instant at, String app, int instance, Duration pause) implements Event {}

  /** It will not be started again by itself. */
  record GaveUp(Instant at, String app, int instance, String reason) implements Event {}

  /** It is started, or started anew, though nobody asked for it and its child has not ended. */
  record Restarting(Instant at, String app, int instance, RestartReason reason) implements Event {}

  /** Its child is being asked to end. */
  record Stopping(Instant at, String app, int instance, long pid) implements Event {}

  /** Nothing of its process tree is left, and none is wanted. */
  record Stopped(Instant at, String app, int instance) implements Event {}

  /** It is no longer managed. */
  record Deleted(Instant at, String app, int instance) implements Event {}

  /** Its process tree is held (SIGSTOP) from now on. */
  record Paused(Instant at, String app, int instance, long pid) implements Event {}

  /** Its process tree goes on. */
  record Resumed(Instant at, String app, int instance, long pid) implements Event {}

  /**
   * Its child reports an exception, caught or not ({@code @pm2/io}).
   *
   * @param stack null if there is none
   */
  record Raised(Instant at, String app, int instance, String message, @Nullable String stack)
      implements Event {}

  /**
   * Its child wants something to be known ({@code @pm2/io}).
   *
   * @param name the app's word for it
   * @param data any JSON values
   */
  record Noted(Instant at, String app, int instance, String name, Map<String, Object> data)
      implements Event {}

  /**
   * Another number of instances is wanted.
   *
   * @param before how many it was
   */
  record Scaled(Instant at, String app, int before, int wanted) implements Event {}

  /**
   * Something else is wanted of it from now on.
   *
   * @param fields the parts of its declaration that differ
   */
  record Redeclared(Instant at, String app, List<String> fields) implements Event {}

  /**
   * Changes of its files are seen late from now on, or not all of them are seen.
   *
   * @param reason what is the matter, what follows and what to do
   */
  record WatchDegraded(Instant at, String app, String reason) implements Event {}

  /** A rolling reload has come this far in one slot. */
  record ReloadProgress(Instant at, String app, int instance, int slot, Stage stage)
      implements Event {
    /** Where a slot is. */
    public enum Stage {
      /** Its new instance is being started. */
      STARTING,
      /** The new instance is ready. */
      READY,
      /** The old instance finishes what it has begun. */
      DRAINING,
      /** The old instance is gone. */
      DONE,
      /** The new instance is taken away again, the old one stays. */
      ABANDONED
    }
  }

  /** A rolling reload is over. */
  record ReloadEnded(Instant at, String app, ReloadReport report) implements Event {}
}
