package dev.troupe.http;

import java.time.Duration;
import java.time.Instant;

/** A time as a client means it. */
public sealed interface Moment {

  record At(Instant time) implements Moment {}

  record Ago(Duration duration) implements Moment {}

  /** The time it means now. */
  default Instant asOf(Instant now) {
    return switch (this) {
      case At(var time) -> time;
      case Ago(var duration) -> now.minus(duration);
    };
  }
}
