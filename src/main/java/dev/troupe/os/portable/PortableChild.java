package dev.troupe.os.portable;

import dev.troupe.model.ExitStatus;
import dev.troupe.os.Channel;
import dev.troupe.os.Child;
import dev.troupe.os.ProcessId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A child as {@link Process} shows it. */
final class PortableChild implements Child {
  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;
  private static final int SIGNALED = 128;
  private static final int LAST_SIGNAL = 64;

  private final Process process;
  private final ProcessId id;
  private final @Nullable StdinWriter stdin;
  private final CompletionStage<ExitStatus> exit;

  PortableChild(Process process, ProcessId id, @Nullable StdinWriter stdin) {
    this.process = process;
    this.id = id;
    this.stdin = stdin;
    exit =
        process
            .onExit()
            .thenApply(
                ended -> {
                  if (stdin != null) {
                    stdin.close();
                  }
                  return status(ended.exitValue());
                })
            .minimalCompletionStage();
  }

  @Override
  public ProcessId id() {
    return id;
  }

  @Override
  public CompletionStage<ExitStatus> exit() {
    return exit;
  }

  @Override
  public boolean signal(int number) {
    if (!process.isAlive()) {
      return false;
    }
    return switch (number) {
      case SIGKILL -> process.toHandle().destroyForcibly();
      case SIGTERM -> process.toHandle().destroy();
      default -> KillCommand.send(pid(), number);
    };
  }

  @Override
  public Optional<Channel> channel() {
    return Optional.empty();
  }

  @Override
  public boolean write(byte[] bytes) {
    return stdin != null && stdin.write(bytes);
  }

  /** Java adds 128 to a signal's number; a program that exits with such a code looks the same. */
  static ExitStatus status(int code) {
    return code > SIGNALED && code <= SIGNALED + LAST_SIGNAL
        ? new ExitStatus.Signaled(code - SIGNALED)
        : new ExitStatus.Exited(code);
  }
}
