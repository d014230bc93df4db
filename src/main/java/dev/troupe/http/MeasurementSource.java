package dev.troupe.http;

import dev.troupe.logs.Logs;
import dev.troupe.metrics.Measurements;
import dev.troupe.model.Host;
import dev.troupe.model.Tally;
import dev.troupe.supervision.Supervisor;
import dev.troupe.supervision.journal.Announcer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/**
 * Gathers what metrics are made of from those who know it.
 *
 * @param host measures the machine
 */
public record MeasurementSource(
    ActorSystem<?> system,
    ActorRef<Supervisor.Command> supervisor,
    ActorRef<Announcer.Command> announcer,
    Logs logs,
    Measurements.Daemon daemon,
    Supplier<CompletionStage<Host>> host) {
  /** Longer than any measurement takes. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** As it is now; of apps only those that the target means. */
  public CompletionStage<Measurements> measure(String target) {
    return host.get()
        .thenCompose(
            machine ->
                apps(target).thenCombine(counted(), (apps, tally) -> all(machine, apps, tally)));
  }

  private Measurements all(Host machine, Supervisor.Listing listing, Tally tally) {
    return new Measurements(logs.now(), daemon, machine, listing.apps(), tally, logs.volumes());
  }

  private CompletionStage<Supervisor.Listing> apps(String target) {
    return AskPattern.ask(
        supervisor,
        replyTo -> new Supervisor.ListApps(target, replyTo),
        PATIENCE,
        system.scheduler());
  }

  private CompletionStage<Tally> counted() {
    return AskPattern.ask(announcer, Announcer.Count::new, PATIENCE, system.scheduler());
  }
}
