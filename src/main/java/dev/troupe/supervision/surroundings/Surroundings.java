package dev.troupe.supervision.surroundings;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Event;
import dev.troupe.os.ChildFiles;
import dev.troupe.os.Machine;
import dev.troupe.policy.HookCall;
import dev.troupe.supervision.ports.Ports;
import dev.troupe.supervision.saved.Ledger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What the actors need of the world outside.
 *
 * @param machine processes
 * @param outputs opens the output of an instance; blocks
 * @param ports holds all listening sockets
 * @param clock the time
 * @param blocking runs what blocks
 * @param usageInterval time between two measurements that nobody asked for
 * @param files where children reach what the daemon lends them
 * @param home absolute path of the daemon's home directory, told to children
 * @param cpus what {@code instances: max} means
 * @param announce takes every event; must not block
 * @param ledger takes down what the next daemon must know
 * @param upkeep what it takes to keep apps in good order
 * @param hooks takes every call for a command of an app; must not block
 */
public record Surroundings(
    Machine machine,
    OutputOpener outputs,
    ActorRef<Ports.Command> ports,
    InstantSource clock,
    Executor blocking,
    Duration usageInterval,
    ChildFiles files,
    String home,
    int cpus,
    Consumer<Event> announce,
    Ledger ledger,
    Upkeep upkeep,
    Consumer<HookCall> hooks) {

  /** Opens the output of one instance. */
  @FunctionalInterface
  public interface OutputOpener {
    /**
     * Makes pipes and files and starts the stream between them. Two generations of an instance have
     * pipes of their own and share the files.
     *
     * @throws java.io.UncheckedIOException if a file or folder cannot be made; its message is one
     *     clear line
     */
    Output open(AppSpec spec, int instanceId, int generation);
  }
}
