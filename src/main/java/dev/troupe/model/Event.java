package dev.troupe.model;

import java.time.Duration;
import java.time.Instant;

/** Something that happened to an app or to one of its instances. */
public sealed interface Event {

  Instant at();

  /** The app's name. */
  String app();

  /** What happened to one instance, named by its id. */
  sealed interface OfInstance extends Event {
    int instance();
  }

  record AppAdded(Instant at, String app) implements Event {}

  record AppDeleted(Instant at, String app) implements Event {}

  /** A child was launched; it is not ready yet. */
  record Started(Instant at, String app, int instance, long pid) implements OfInstance {}

  /** The child is ready. */
  record Online(Instant at, String app, int instance) implements OfInstance {}

  /** The child was told to end. */
  record Stopping(Instant at, String app, int instance) implements OfInstance {}

  record Exited(Instant at, String app, int instance, ExitStatus status) implements OfInstance {}

  record RestartScheduled(Instant at, String app, int instance, Duration delay)
      implements OfInstance {}

  /** The instance stays down, for {@code reason}, until somebody starts it. */
  record GaveUp(Instant at, String app, int instance, String reason) implements OfInstance {}

  /** The instance is down because that was asked for. */
  record Stopped(Instant at, String app, int instance) implements OfInstance {}

  /** The instance is gone: its app was deleted or has fewer instances now. */
  record Deleted(Instant at, String app, int instance) implements OfInstance {}
}
