package dev.troupe.os;

import dev.troupe.model.Limits;

/**
 * Groups of the kernel that hold a child and all that stems from it to limits of memory and CPU.
 * All methods block for a moment: call them off the actor.
 */
public interface Cgroups {

  /** What became of a wish for a group. */
  sealed interface Result {
    /**
     * It is there.
     *
     * @param folder absolute, what {@link LaunchPlan#cgroup} takes
     */
    record Made(String folder) implements Result {}

    /** It cannot be had; the reason says what to do. */
    record Unavailable(String reason) implements Result {}
  }

  /** Where there are none. */
  Cgroups NONE =
      new Cgroups() {
        @Override
        public Result make(String name, Limits limits) {
          return new Result.Unavailable("this process engine has no cgroups; run it on Linux");
        }

        @Override
        public boolean killedForMemory(String name) {
          return false;
        }

        @Override
        public void remove(String name) {}
      };

  /**
   * A new group with the limits of memory and CPU that are wanted.
   *
   * @param name of a file, unique among groups that live
   */
  Result make(String name, Limits limits);

  /** Whether the kernel has killed in this group because its memory was used up. */
  boolean killedForMemory(String name);

  /** Gives a group back; one that still holds processes stays. */
  void remove(String name);
}
