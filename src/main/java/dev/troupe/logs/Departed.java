package dev.troupe.logs;

import java.util.List;

/**
 * One who has gone, and may come back: the lines are made for it, so that they can be replayed.
 *
 * @param since the last position it can have seen
 */
record Departed(LiveTail.Filter filter, long since) implements Subscriber {
  @Override
  public boolean hasRoom() {
    return true;
  }

  @Override
  public void offer(List<Tail.Line> lines) {}

  @Override
  public void miss(int number, long last) {}
}
