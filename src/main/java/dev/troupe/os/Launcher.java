package dev.troupe.os;

/**
 * Starts children. The seam between supervision and machine: {@code os.linux} is the real one,
 * {@code os.portable} serves where its calls are refused, tests bring a fake.
 *
 * <p>All methods may be called from any thread.
 */
public interface Launcher extends AutoCloseable {

  /**
   * The pipes that carry one instance's output. They belong to the instance, not to a child: the
   * next child of the instance writes into the same ones, so output of a dying child and its
   * descendants is never cut off.
   *
   * <p>Pipes that an earlier daemon has left under this name are taken over with what is in them.
   *
   * @param name unique among open pipes, safe as a file name ({@code api-0})
   * @throws java.io.UncheckedIOException if they cannot be made
   */
  OutputPipes openPipes(String name);

  /**
   * Starts a child, connected to {@code pipes}. Blocks for about a millisecond: call it off the
   * actor. Whatever keeps the child from starting comes back as a value.
   */
  LaunchResult launch(LaunchPlan plan, OutputPipes pipes);

  /**
   * Clears away ended processes that this process has inherited as pid 1 of a container, and leaves
   * its own children alone. Blocks for a moment: call it off the actor.
   *
   * @return how many; an engine that cannot do it finds none
   */
  default int reapOrphans() {
    return 0;
  }

  /**
   * Takes over a child that an earlier daemon has started, with what it is connected to: its
   * outputs, its standard input, its channel. Blocks for about a millisecond.
   *
   * @param pipes opened by the name they had when the child was started
   */
  Takeover takeOver(FormerChild former, OutputPipes pipes);

  /** Groups that limit what a child and its descendants use together. */
  default Cgroups cgroups() {
    return Cgroups.NONE;
  }

  /** Whether children can get a {@link Channel}. */
  boolean hasChannels();

  /** Which engine this is and why it was chosen. */
  EngineInfo info();

  /** Ends the engine's threads; children live on. */
  @Override
  void close();
}
