package dev.troupe.supervision.instance;

import dev.troupe.model.ExitStatus;
import dev.troupe.os.Channel;
import dev.troupe.os.Child;
import dev.troupe.os.ProcessId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A child that has ended while no daemon was there to see it. */
record Absent(ProcessId id) implements Child {
  static final ExitStatus STATUS = new ExitStatus.Unknown();

  @Override
  public CompletionStage<ExitStatus> exit() {
    return CompletableFuture.completedFuture(STATUS);
  }

  @Override
  public boolean signal(int number) {
    return false;
  }

  @Override
  public Optional<Channel> channel() {
    return Optional.empty();
  }

  @Override
  public boolean write(byte[] bytes) {
    return false;
  }
}
