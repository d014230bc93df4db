package dev.troupe.model;

import java.time.Duration;
import java.time.Instant;

/** Something that happened to an app, or to one of its instances by id. */
public sealed interface Event {
  Instant at();

  String app();

  /** Its child was started. */
  record Started(Instant at, String app, int instance, long pid) implements Event {}

  /** Its child is ready for work. */
  record Online(Instant at, String app, int instance, long pid) implements Event {}

  /** Its child could not be started, or was not ready in time. */
  record LaunchFailed(Instant at, String app, int instance, String reason) implements Event {}

  /** Its child has ended. */
  record Exited(Instant at, String app, int instance, long pid, ExitStatus status)
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

  /** Its child is being asked to end. */
  record Stopping(Instant at, String app, int instance, long pid) implements Event {}

  /** Nothing of its process tree is left, and none is wanted. */
  record Stopped(Instant at, String app, int instance) implements Event {}

  /** It is no longer managed. */
  record Deleted(Instant at, String app, int instance) implements Event {}

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
