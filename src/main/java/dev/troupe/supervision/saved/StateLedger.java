package dev.troupe.supervision.saved;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.Done;

/**
 * Writes the whole state whenever it has changed. However many notes come, there is one write at a
 * time, and whoever waits for the next waits with all others: a hundred apps that start at once
 * cost two or three writes. What nobody waits for waits for {@code pause} itself.
 */
public final class StateLedger implements Ledger {
  private final Consumer<SavedState> file;
  private final Executor blocking;
  private final Executor later;

  // All guarded by this.
  private final Memory memory;
  private List<CompletableFuture<Done>> waiting = new ArrayList<>();
  private boolean isDirty;
  private boolean isWriting;
  private boolean isScheduled;

  /**
   * Begins with what is known from before.
   *
   * @param file writes a state; blocks, and must not fail
   * @param blocking runs that
   * @param pause from a change that nobody waits for to the write
   */
  public StateLedger(
      SavedState first, Consumer<SavedState> file, Executor blocking, Duration pause) {
    this.memory = new Memory(first);
    this.file = file;
    this.blocking = blocking;
    this.later =
        pause.isZero()
            ? blocking
            : CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, blocking);
  }

  @Override
  public synchronized void note(Entry entry) {
    if (memory.takesIn(entry)) {
      isDirty = true;
      schedule();
    }
  }

  private void schedule() {
    if (!isScheduled && !isWriting) {
      isScheduled = true;
      later.execute(this::begin);
    }
  }

  @Override
  public CompletionStage<Done> written() {
    var done = new CompletableFuture<Done>();
    boolean isIdle;
    synchronized (this) {
      if (!isDirty && !isWriting) {
        return CompletableFuture.completedFuture(Done.getInstance());
      }
      waiting.add(done);
      isIdle = !isWriting;
    }
    if (isIdle) {
      blocking.execute(this::begin);
    }
    return done.minimalCompletionStage();
  }

  private void begin() {
    synchronized (this) {
      isScheduled = false;
      if (isWriting || !isDirty) {
        return;
      }
      isWriting = true;
    }
    write();
  }

  private void write() {
    SavedState state;
    List<CompletableFuture<Done>> served;
    synchronized (this) {
      state = memory.state();
      served = waiting;
      waiting = new ArrayList<>();
      isDirty = false;
    }
    file.accept(state);
    served.forEach(one -> one.complete(Done.getInstance()));
    synchronized (this) {
      isWriting = false;
      if (!waiting.isEmpty()) {
        isDirty = true;
        blocking.execute(this::begin);
      } else if (isDirty) {
        schedule();
      }
    }
  }
}
