package dev.troupe.model;

import dev.troupe.model.ReloadReport.Outcome;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What somebody may want to hear of. Each type of {@link Event} is one, and so are a few things
 * that only some events of a type tell.
 */
public enum Topic {
  STARTED,
  ONLINE,
  LAUNCH_FAILED,
  EXITED,
  UNHEALTHY,
  RESTARTING,
  RESTART_SCHEDULED,
  GAVE_UP,
  STOPPING,
  STOPPED,
  DELETED,
  PAUSED,
  RESUMED,
  RAISED,
  NOTED,
  SCALED,
  REDECLARED,
  WATCH_DEGRADED,
  RELOAD_PROGRESS,
  RELOAD_ENDED,

  /** A child has ended that should not have: {@link Event.Exited#crashed}. */
  CRASH,
  /** The same as {@link #ONLINE}, in the words of a process file. */
  READY,
  /** The same as {@link #GAVE_UP}, in the words of a process file. */
  GIVE_UP,
  /** The same as {@link #STOPPED}, in the words of a process file. */
  STOP,
  /** A reload was rolled back. */
  RELOAD_FAILED,
  /** An instance had reached a limit of its memory. */
  LIMIT_HIT;

  /** What somebody should look at. */
  public static final Set<Topic> TROUBLE =
      Set.of(CRASH, LAUNCH_FAILED, UNHEALTHY, GIVE_UP, RELOAD_FAILED, LIMIT_HIT);

  /** As users write it: {@code gave-up}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The topic of that {@link #word}. */
  public static Optional<Topic> named(String word) {
    return Stream.of(values()).filter(topic -> topic.word().equals(word)).findFirst();
  }

  /** All that an event is about; the first one is the event's type. */
  public static Set<Topic> of(Event event) {
    return switch (event) {
      case Event.Started _ -> EnumSet.of(STARTED);
      case Event.Online _ -> EnumSet.of(ONLINE, READY);
      case Event.LaunchFailed _ -> EnumSet.of(LAUNCH_FAILED);
      case Event.Exited exited -> topics(exited);
      case Event.Unhealthy _ -> EnumSet.of(UNHEALTHY);
      case Event.RestartScheduled _ -> EnumSet.of(RESTART_SCHEDULED);
      case Event.Restarting restarting -> topics(restarting);
      case Event.GaveUp _ -> EnumSet.of(GAVE_UP, GIVE_UP);
      case Event.Stopping _ -> EnumSet.of(STOPPING);
      case Event.Stopped _ -> EnumSet.of(STOPPED, STOP);
      case Event.Deleted _ -> EnumSet.of(DELETED);
      case Event.Paused _ -> EnumSet.of(PAUSED);
      case Event.Resumed _ -> EnumSet.of(RESUMED);
      case Event.Raised _ -> EnumSet.of(RAISED);
      case Event.Noted _ -> EnumSet.of(NOTED);
      case Event.Scaled _ -> EnumSet.of(SCALED);
      case Event.Redeclared _ -> EnumSet.of(REDECLARED);
      case Event.WatchDegraded _ -> EnumSet.of(WATCH_DEGRADED);
      case Event.ReloadProgress _ -> EnumSet.of(RELOAD_PROGRESS);
      case Event.ReloadEnded ended ->
          ended.report().outcome() == Outcome.ROLLED_BACK
              ? EnumSet.of(RELOAD_ENDED, RELOAD_FAILED)
              : EnumSet.of(RELOAD_ENDED);
    };
  }

  private static Set<Topic> topics(Event.Restarting event) {
    return switch (event.reason().cause()) {
      case MEMORY -> EnumSet.of(RESTARTING, LIMIT_HIT);
      case SCHEDULE, FILES -> EnumSet.of(RESTARTING);
    };
  }

  private static Set<Topic> topics(Event.Exited exited) {
    var topics = EnumSet.of(EXITED);
    if (exited.crashed()) {
      topics.add(CRASH);
    }
    if (exited.status() instanceof ExitStatus.Signaled(_, boolean outOfMemory) && outOfMemory) {
      topics.add(LIMIT_HIT);
    }
    return topics;
  }
}
