package dev.troupe.supervision.instance;

import dev.troupe.model.Event;
import dev.troupe.model.ExecMode;
import dev.troupe.model.ExitStatus;
import dev.troupe.node.Telemetry;
import dev.troupe.os.Signals;
import dev.troupe.policy.HookCall;
import dev.troupe.supervision.surroundings.Surroundings;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Tells what happens to one instance: as an event, and in the daemon's log in PM2's words. */
record Announcements(Surroundings around, Logger log) {

  void started(Facts facts, long pid) {
    log.info("{} starting in -{} mode-", app(facts), mode(facts));
    tell(facts, new Event.Started(now(), name(facts), id(facts), pid));
  }

  void online(Facts facts, long pid) {
    log.info("{} online", app(facts));
    tell(facts, new Event.Online(now(), name(facts), id(facts), pid));
  }

  void launchFailed(Facts facts, String reason) {
    log.error("{} {}", app(facts), reason);
    tell(facts, new Event.LaunchFailed(now(), name(facts), id(facts), reason));
  }

  /** It shows no sign of being ready, and is not waited for any longer. */
  void takenForReady(Facts facts, Duration timeout) {
    log.warn(
        "{} was not ready within {} ms (listen_timeout): taken for ready",
        app(facts),
        timeout.toMillis());
  }

  void unhealthy(Facts facts, long pid, String reason) {
    log.error("{} pid {} is unhealthy: {}", app(facts), pid, reason);
    tell(facts, new Event.Unhealthy(now(), name(facts), id(facts), pid, reason));
  }

  void exited(Facts facts, long pid, End end) {
    log.info("{} exited with {}", app(facts), words(end.status()));
    var event = new Event.Exited(now(), name(facts), id(facts), pid, end.status(), end.isCrash());
    tell(facts, end.status(), event);
  }

  /** A child of the last daemon that this one cannot watch. */
  void notTakenOver(Facts facts, long pid, String reason) {
    log.warn(
        "{} pid {} is of the last daemon and is replaced by a new process: {}",
        app(facts),
        pid,
        reason);
  }

  /** A child of the last daemon with which this one cannot talk. */
  void deaf(Facts facts, long pid, String reason) {
    log.warn("{} pid {} is of the last daemon and has to be replaced: {}", app(facts), pid, reason);
  }

  void restartScheduled(Facts facts, Duration pause) {
    log.info("{} will restart in {} ms", app(facts), pause.toMillis());
    tell(facts, new Event.RestartScheduled(now(), name(facts), id(facts), pause));
  }

  void gaveUp(Facts facts, String reason) {
    log.error("{} errored: {}", app(facts), reason);
    tell(facts, new Event.GaveUp(now(), name(facts), id(facts), reason));
  }

  void stopping(Facts facts, long pid) {
    log.info("Stopping app:{} id:{}", name(facts), id(facts));
    tell(facts, new Event.Stopping(now(), name(facts), id(facts), pid));
  }

  void stopped(Facts facts) {
    tell(facts, new Event.Stopped(now(), name(facts), id(facts)));
  }

  void paused(Facts facts, long pid) {
    log.info("{} paused", app(facts));
    tell(facts, new Event.Paused(now(), name(facts), id(facts), pid));
  }

  void resumed(Facts facts, long pid) {
    log.info("{} resumed", app(facts));
    tell(facts, new Event.Resumed(now(), name(facts), id(facts), pid));
  }

  /** The child has said something that is neither measurement nor answer. */
  void noted(Facts facts, Telemetry telemetry) {
    switch (telemetry) {
      case Telemetry.Failure(var message, var stack) ->
          tell(facts, new Event.Raised(now(), name(facts), id(facts), message, stack));
      case Telemetry.Note(var what, var data) ->
          tell(facts, new Event.Noted(now(), name(facts), id(facts), what, data));
      case Telemetry.OnNode _,
          Telemetry.Metrics _,
          Telemetry.ActionOffered _,
          Telemetry.ActionDone _,
          Telemetry.Options _ -> {}
    }
  }

  /** It says too much. */
  void talkative(Facts facts) {
    log.warn(
        "{} reports more than {} exceptions and events a minute: the others are dropped",
        app(facts),
        Dialogue.MOST_NOTES);
  }

  void deleted(Facts facts) {
    tell(facts, new Event.Deleted(now(), name(facts), id(facts)));
  }

  private void tell(Facts facts, Event event) {
    tell(facts, facts.traces().lastExit(), event);
  }

  private void tell(Facts facts, @Nullable ExitStatus lastExit, Event event) {
    around.announce().accept(event);
    HookCall.of(facts.spec(), id(facts), facts.history().restarts(), lastExit, event)
        .ifPresent(around.hooks());
  }

  private static String words(ExitStatus status) {
    return switch (status) {
      case ExitStatus.Exited(int code) -> "code [%d]".formatted(code);
      case ExitStatus.Signaled(int signal, boolean outOfMemory) ->
          "code [0] via signal [%s]%s"
              .formatted(Signals.name(signal), outOfMemory ? ": out of memory (oom)" : "");
      case ExitStatus.Unknown() -> "unknown code";
    };
  }

  private static String app(Facts facts) {
    return "App [%s:%d]".formatted(name(facts), id(facts));
  }

  private static String mode(Facts facts) {
    return facts.spec().execMode() == ExecMode.CLUSTER ? "cluster" : "fork";
  }

  private static String name(Facts facts) {
    return facts.spec().name();
  }

  private static int id(Facts facts) {
    return facts.identity().id();
  }

  private Instant now() {
    return around.clock().instant();
  }
}
