package dev.troupe.supervision;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.troupe.model.ExitStatus;
import dev.troupe.os.Channel;
import dev.troupe.os.Child;
import dev.troupe.os.ProcessId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A child without a process. */
public final class FakeChild implements Child {
  private final ProcessId id;
  private final @Nullable Channel channel;
  private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
  private final List<String> written = new ArrayList<>();
  private final List<Integer> received = new ArrayList<>();

  public FakeChild(ProcessId id, @Nullable Channel channel) {
    this.id = id;
    this.channel = channel;
  }

  public void exits(int code) {
    ends(new ExitStatus.Exited(code));
  }

  public void ends(ExitStatus status) {
    exit.complete(status);
  }

  public boolean hasEnded() {
    return exit.isDone();
  }

  public synchronized List<String> written() {
    return List.copyOf(written);
  }

  @Override
  public long pid() {
    return id.pid();
  }

  @Override
  public ProcessId id() {
    return id;
  }

  @Override
  public Optional<Channel> channel() {
    return Optional.ofNullable(channel);
  }

  @Override
  public CompletionStage<ExitStatus> exit() {
    return exit;
  }

  /** Signals sent to it alone. */
  public synchronized List<Integer> received() {
    return List.copyOf(received);
  }

  @Override
  public synchronized boolean signal(int number) {
    received.add(number);
    return !hasEnded();
  }

  @Override
  public synchronized boolean write(byte[] bytes) {
    written.add(new String(bytes, UTF_8));
    return !hasEnded();
  }
}
