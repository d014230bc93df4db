package dev.troupe.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Which slots an app fills: the lowest free ones come first, the highest go first. */
public final class Slots {
  private Slots() {}

  /**
   * What changes to reach a number of instances.
   *
   * @param added slots to fill, ascending
   * @param removed slots to empty, descending
   */
  public record Change(List<Integer> added, List<Integer> removed) {}

  /**
   * Decides it.
   *
   * @param taken slots of instances that stay unless they are removed now
   * @param occupied slots that do not count, but are not free: those of instances that are being
   *     deleted, and of other apps of the same name, since a slot is the number an instance is told
   *     ({@code NODE_APP_INSTANCE})
   */
  public static Change toReach(
      int wanted, Collection<Integer> taken, Collection<Integer> occupied) {
    var removed =
        taken.stream().sorted(Comparator.reverseOrder()).limit(Math.max(0, taken.size() - wanted));
    var added = new ArrayList<Integer>();
    for (int slot = 0; taken.size() + added.size() < wanted; slot++) {
      if (!taken.contains(slot) && !occupied.contains(slot)) {
        added.add(slot);
      }
    }
    return new Change(List.copyOf(added), removed.toList());
  }

  /**
   * The number that {@code 4}, {@code +2} or {@code -1} means for an app of {@code present}
   * instances.
   *
   * @throws IllegalArgumentException with one clear line, if it means none
   */
  public static int wanted(String text, int present) {
    if (!text.matches("[+-]?\\d{1,6}")) {
      throw new IllegalArgumentException(
          "'%s' is not a number of instances: use 4, +2 or -1".formatted(text));
    }
    int number = Integer.parseInt(text);
    int wanted = text.startsWith("+") || text.startsWith("-") ? present + number : number;
    if (wanted < 1) {
      throw new IllegalArgumentException(
          "%d instances would be left: an app has at least 1 (delete removes it)"
              .formatted(Math.max(0, wanted)));
    }
    if (wanted == present) {
      throw new IllegalArgumentException(
          "it has %d instances already: nothing to do".formatted(present));
    }
    return wanted;
  }
}
