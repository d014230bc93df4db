package dev.troupe.os;

import org.jspecify.annotations.Nullable;

/**
 * A child that an earlier daemon has started, by what that has left word of.
 *
 * @param process the last one known; null if none is
 * @param marker value of its {@value ProcessTree#MARKER} variable
 * @param launch if {@code process} has ended, the child is the process with this number or a higher
 *     one in its {@value #LAUNCH} variable: it was started and not written down any more
 * @param wiring what it was connected to; its sockets are of no interest but for their number
 */
public record FormerChild(
    @Nullable ProcessId process, String marker, int launch, FormerWiring wiring) {

  /** Variable with the number of the start, by which children of one instance are told apart. */
  public static final String LAUNCH = "TROUPE_LAUNCH";

  /**
   * What a child was connected to beside its outputs.
   *
   * @param hasChannel whether it has a {@link Channel}
   * @param sockets how many it has inherited
   */
  public record FormerWiring(boolean hasChannel, int sockets) {}
}
