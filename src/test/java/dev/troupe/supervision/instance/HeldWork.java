package dev.troupe.supervision.instance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Runs work at once, or, while held, when released: what came last first. */
final class HeldWork implements Executor {
  private final Deque<Runnable> held = new ArrayDeque<>();
  private boolean isHolding;

  @Override
  public void execute(Runnable work) {
    if (!keeps(work)) {
      work.run();
    }
  }

  private synchronized boolean keeps(Runnable work) {
    if (isHolding) {
      held.push(work);
    }
    return isHolding;
  }

  synchronized void hold() {
    isHolding = true;
  }

  synchronized int waiting() {
    return held.size();
  }

  /** Runs what waits, and then what comes. */
  void release() {
    for (var next = next(); next != null; next = next()) {
      next.run();
    }
  }

  private synchronized Runnable next() {
    isHolding = !held.isEmpty();
    return held.poll();
  }
}
