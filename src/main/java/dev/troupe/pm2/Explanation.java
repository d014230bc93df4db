package dev.troupe.pm2;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.PastExit;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in one sentence why an instance is in its state, and what comes next. */
final class Explanation {
  /** Past exits that are listed. */
  private static final int LISTED = 5;

  private final AppSpec spec;
  private final InstanceSnapshot instance;
  private final Instant now;

  Explanation(AppSpec spec, InstanceSnapshot instance, Instant now) {
    this.spec = spec;
    this.instance = instance;
    this.now = now;
  }

  String sentence() {
    return switch (instance.state()) {
      case LAUNCHING -> launching();
      case ONLINE -> online();
      case PAUSED -> "It is paused: resume lets it go on.";
      case STOPPING -> "It is being stopped: what is left %s later is killed.".formatted(grace());
      case STOPPED ->
          instance.exits().isEmpty()
              ? "It is stopped and was never started."
              : "It is stopped; its last process %s.".formatted(lastExit());
      case ERRORED -> errored();
      case WAITING_RESTART -> waiting();
    };
  }

  private String launching() {
    return instance.pid() == null
        ? "It is being started."
        : "It runs for %s and is not ready yet: it will be %s."
            .formatted(since(instance.startedAt()), ServiceText.of(spec.service().readiness()));
  }

  private String online() {
    var state = instance.ready() ? "is ready" : "is about to end";
    var running = "It runs for %s and %s".formatted(since(instance.startedAt()), state);
    return instance.exits().isEmpty()
        ? running + "."
        : "%s; the process before %s.".formatted(running, lastExit());
  }

  private String errored() {
    var given = "It was given up: %s".formatted(instance.problem());
    var last = instance.exits().isEmpty() ? "" : "; its last process " + lastExit();
    return given + last + ". A restart tries again.";
  }

  private String waiting() {
    var ended =
        instance.exits().isEmpty() ? "It could not be started" : "Its process " + lastExit();
    var unstable =
        instance.unstableRestarts() == 0
            ? ""
            : ", early end %d of at most %d in a row"
                .formatted(instance.unstableRestarts(), spec.restart().maxRestarts());
    return "%s%s; the next one starts %s.".formatted(ended, unstable, next(instance.restartAt()));
  }

  private String next(@Nullable Instant at) {
    return at == null || !at.isAfter(now) ? "now" : "in " + time(Duration.between(now, at));
  }

  private String grace() {
    return time(spec.stop().gracePeriod());
  }

  private String lastExit() {
    var exit = instance.exits().getFirst();
    return "%s %s ago, after %s"
        .formatted(ended(exit.status()), since(exit.at()), time(exit.uptime()));
  }

  /** The last exits, the newest first; null if there was none. */
  @Nullable String exits() {
    return instance.exits().isEmpty()
        ? null
        : instance.exits().stream()
            .limit(LISTED)
            .map(this::listed)
            .collect(Collectors.joining(", "));
  }

  private String listed(PastExit exit) {
    var how =
        switch (exit.status()) {
          case ExitStatus.Exited(int code) -> "code " + code;
          case ExitStatus.Signaled signaled -> signaled.words();
          case ExitStatus.Unknown() -> "unknown";
        };
    return "%s (%s ago, after %s)".formatted(how, since(exit.at()), time(exit.uptime()));
  }

  private static String ended(ExitStatus status) {
    return switch (status) {
      case ExitStatus.Exited(int code) -> "exited with code " + code;
      case ExitStatus.Signaled(int signal, boolean outOfMemory) ->
          "was ended by signal " + signal + (outOfMemory ? ", out of memory," : "");
      case ExitStatus.Unknown() -> "ended while no daemon ran";
    };
  }

  private String since(Instant then) {
    return time(Duration.between(then, now));
  }

  /** Short spans are told apart: a process that lives 80 ms has another trouble than one of 3 s. */
  private static String time(Duration span) {
    return span.compareTo(Duration.ofSeconds(1)) < 0
        ? Math.max(0, span.toMillis()) + "ms"
        : Amounts.time(span);
  }
}
