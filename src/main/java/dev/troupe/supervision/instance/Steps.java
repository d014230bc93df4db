package dev.troupe.supervision.instance;

/**
 * The steps that lead an {@link Instance} from one phase to the next. They follow upon each other:
 * a start may end in an end, an end in a start.
 */
final class Steps {
  private final StartSteps starts;
  private final EndSteps ends;
  private final Aftermath aftermath;
  private final Vigil vigil;
  private final PauseSteps pauses;
  private final TalkSteps talks;

  Steps(Tools tools) {
    this.vigil = new Vigil(tools);
    this.pauses = new PauseSteps(tools, this);
    this.talks = new TalkSteps(tools);
    this.starts = new StartSteps(tools, this);
    this.ends = new EndSteps(tools, this);
    this.aftermath = new Aftermath(tools, this);
  }

  /** How a child comes to run and to be ready. */
  StartSteps starts() {
    return starts;
  }

  /** How a child, and all that stems from it, comes to an end. */
  EndSteps ends() {
    return ends;
  }

  /** What follows an end that nobody asked for. */
  Aftermath aftermath() {
    return aftermath;
  }

  /** How a child is held, and let go on. */
  PauseSteps pauses() {
    return pauses;
  }

  /** What a child tells of itself, and is asked for. */
  TalkSteps talks() {
    return talks;
  }

  /** Whether a child is ready, and then whether it is well. */
  Vigil vigil() {
    return vigil;
  }
}
