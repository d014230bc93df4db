package dev.troupe.policy;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Event;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.Topic;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something has happened for which an app wants a command to be run.
 *
 * @param topic what it is about: crash, ready, give-up or stop
 * @param line the command, for the shell
 * @param instance whom it has happened to
 * @param restarts starts after its first one
 * @param lastExit how its last child has ended; null if none has
 */
public record HookCall(
    Topic topic,
    String line,
    AppSpec spec,
    int instance,
    int restarts,
    @Nullable ExitStatus lastExit,
    Event event) {

  /** Empty if the app wants nothing to be done then. */
  public static Optional<HookCall> of(
      AppSpec spec, int instance, int restarts, @Nullable ExitStatus lastExit, Event event) {
    var topics = Topic.of(event);
    return lines(spec).entrySet().stream()
        .filter(wanted -> topics.contains(wanted.getKey()))
        .findFirst()
        .map(
            wanted ->
                new HookCall(
                    wanted.getKey(), wanted.getValue(), spec, instance, restarts, lastExit, event));
  }

  private static Map<Topic, String> lines(AppSpec spec) {
    var hooks = spec.hooks();
    var lines = new EnumMap<Topic, String>(Topic.class);
    add(lines, Topic.CRASH, hooks.onCrash());
    add(lines, Topic.READY, hooks.onReady());
    add(lines, Topic.GIVE_UP, hooks.onGiveUp());
    add(lines, Topic.STOP, hooks.onStop());
    return lines;
  }

  private static void add(Map<Topic, String> lines, Topic topic, @Nullable String line) {
    if (line != null) {
      lines.put(topic, line);
    }
  }

  /** The field of a process file that asks for it: {@code on_give_up}. */
  public String field() {
    return "on_" + topic.word().replace('-', '_');
  }

  /** Whether the other one asks for the same, a moment later or earlier. */
  boolean repeats(HookCall other) {
    return topic == other.topic && instance == other.instance && app().equals(other.app());
  }

  String app() {
    return spec.namespace() + "\0" + spec.name();
  }
}
