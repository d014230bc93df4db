package dev.troupe.supervision.instance;

import org.apache.pekko.actor.typed.ActorRef;

/**
 * Keeps a child and all that stems from it from running.
 *
 * @param work the last who signals the tree; may be done by now
 * @param waiting those who wait until that is done
 */
record Hold(Stage stage, ActorRef<TreeSignal.Command> work, Waiting waiting) {

  /** How far it is. */
  enum Stage {
    /** The tree is being stopped. */
    BEGINNING,
    HELD,
    /** The tree is being continued. */
    ENDING
  }
}
