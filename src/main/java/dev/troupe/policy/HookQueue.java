package dev.troupe.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which commands of apps run and which wait: one of an app at a time, {@value #MOST_RUNNING} of all
 * apps together.
 *
 * @param running the apps of which one runs
 * @param waiting in their order
 * @param dropped calls for which there was no room
 */
public record HookQueue(Set<String> running, List<Entry> waiting, long dropped) {
  static final int MOST_RUNNING = 8;

  /** Calls that wait. */
  static final int MOST = 200;

  /** Nothing runs. */
  public static final HookQueue EMPTY = new HookQueue(Set.of(), List.of(), 0);

  public HookQueue {
    running = Set.copyOf(running);
    waiting = List.copyOf(waiting);
  }

  /**
   * A call that waits.
   *
   * @param missed earlier calls for the same that it stands for
   */
  public record Entry(HookCall call, int missed) {}

  /** With one more call. One that waits for the same thing gives way to it. */
  public HookQueue and(HookCall call) {
    var more = new ArrayList<>(waiting);
    for (int at = 0; at < more.size(); at++) {
      var other = more.get(at);
      if (other.call().repeats(call)) {
        more.set(at, new Entry(call, other.missed() + 1));
        return new HookQueue(running, more, dropped);
      }
    }
    if (more.size() == MOST) {
      return new HookQueue(running, more, dropped + 1);
    }
    more.add(new Entry(call, 0));
    return new HookQueue(running, more, dropped);
  }

  /** What may run now; empty if nothing may. */
  public Optional<Entry> due() {
    return running.size() == MOST_RUNNING
        ? Optional.empty()
        : waiting.stream().filter(entry -> !running.contains(entry.call().app())).findFirst();
  }

  /** Whether nothing runs, and nothing waits. */
  public boolean isIdle() {
    return running.isEmpty() && waiting.isEmpty();
  }

  /** It runs now. */
  public HookQueue begun(Entry entry) {
    var more = new HashSet<>(running);
    more.add(entry.call().app());
    var rest = new ArrayList<>(waiting);
    rest.remove(entry);
    return new HookQueue(more, rest, dropped);
  }

  /** It has ended. */
  public HookQueue ended(HookCall call) {
    var fewer = new HashSet<>(running);
    fewer.remove(call.app());
    return new HookQueue(fewer, waiting, dropped);
  }
}
