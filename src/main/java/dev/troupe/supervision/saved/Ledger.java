package dev.troupe.supervision.saved;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ReloadReport;
import dev.troupe.supervision.ports.SavedPlace;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * Takes down what the next daemon must know, should this one die now. May be used from any thread
 * and never blocks.
 */
public interface Ledger {

  /** Remembers nothing. */
  Ledger NONE =
      new Ledger() {
        @Override
        public void note(Entry entry) {}

        @Override
        public CompletionStage<Done> written() {
          return CompletableFuture.completedFuture(Done.getInstance());
        }
      };

  /** From now on this is so. */
  void note(Entry entry);

  /**
   * Completes once all that was noted before is on disk, or could not be written, which is told
   * elsewhere. Never fails.
   */
  CompletionStage<Done> written();

  /** What is noted; each fact by the one who owns it. */
  sealed interface Entry {
    /** By the supervisor. */
    record Counted(long nextKey, int nextId) implements Entry {}

    /** By the supervisor, before anybody knows of the app. */
    record Declared(long key, AppSpec spec) implements Entry {}

    /** By the app: see {@link SavedApp}. */
    record Wanted(long key, AppSpec spec, List<SavedApp.Served> served, boolean isReloading)
        implements Entry {
      public Wanted {
        served = List.copyOf(served);
      }
    }

    /** By the app. */
    record Reloaded(long key, ReloadReport report) implements Entry {}

    /** By the app: it is gone. */
    record AppLeft(long key) implements Entry {}

    /** By the instance. */
    record Lives(SavedInstance instance) implements Entry {}

    /** By the instance: it is gone. */
    record InstanceLeft(Identity instance) implements Entry {}

    /** By the ports: all that are open. */
    record Open(List<SavedPlace> places) implements Entry {
      public Open {
        places = List.copyOf(places);
      }
    }
  }
}
