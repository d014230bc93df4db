package dev.troupe.os;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Finds and signals all processes that stem from a child: its descendants by parent, the members of
 * its session, and those that left both but still carry the child's {@value #MARKER} variable.
 */
public interface ProcessTree {

  /** Variable by which a descendant is known, whoever its parent is by now. */
  String MARKER = "unique_id";

  /**
   * All living processes (zombies do not count) that stem from {@code root}, itself included,
   * descendants before ancestors. The answer is at least as fresh as the question; questions asked
   * meanwhile share one look at the machine.
   *
   * @param marker value of the child's {@value #MARKER} variable
   */
  CompletionStage<List<ProcessId>> members(ProcessId root, String marker);

  /** Sends a signal to each that is still the process it was. */
  void signal(Collection<ProcessId> processes, int number);
}
