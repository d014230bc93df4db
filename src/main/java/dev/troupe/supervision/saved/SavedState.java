package dev.troupe.supervision.saved;

import dev.troupe.supervision.ports.SavedPlace;
import java.util.List;
import java.util.Set;

/**
 * What the next daemon must know to go on after this one's death.
 *
 * @param version of the file's structure; a later one is not understood
 * @param boot the kernel's name for the time since the machine was started: after another start
 *     nothing of this is true any longer
 * @param daemons how many have had this state, this one included
 * @param nextKey the next app is known by it
 * @param nextId the next instance has it
 */
public record SavedState(
    int version,
    String boot,
    int daemons,
    long nextKey,
    int nextId,
    List<SavedApp> apps,
    List<SavedPlace> places) {

  static final int VERSION = 1;

  public SavedState {
    apps = List.copyOf(apps);
    places = List.copyOf(places);
  }

  /** Of a daemon that begins with nothing. */
  public static SavedState empty(String boot) {
    return new SavedState(VERSION, boot, 1, 0, 0, List.of(), List.of());
  }

  public SavedState only(Set<Long> keys) {
    var some = apps.stream().filter(app -> keys.contains(app.key())).toList();
    return new SavedState(version, boot, daemons, nextKey, nextId, some, places);
  }

  /** The same, in the hands of one more daemon. */
  public SavedState handedOn() {
    return new SavedState(version, boot, daemons + 1, nextKey, nextId, apps, places);
  }
}
