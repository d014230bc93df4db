package dev.troupe.os;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Counts the connections it is given and closes them. */
final class Taker implements Consumer<Handle> {
  private final AtomicInteger taken = new AtomicInteger();

  @Override
  public void accept(Handle connection) {
    connection.close();
    taken.incrementAndGet();
  }

  int taken() {
    return taken.get();
  }
}
