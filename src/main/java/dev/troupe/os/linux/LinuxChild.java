package dev.troupe.os.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.troupe.model.ExitStatus;
import dev.troupe.os.Channel;
import dev.troupe.os.Child;
import dev.troupe.os.ProcessId;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A child watched through its pidfd, which never means another process. */
final class LinuxChild implements Child, EventSource {
  static final int SIGINFO_SIZE = 128;
  static final int WEXITED_WNOHANG = 4 | 1;

  // siginfo_t
  static final int PID = 16;
  private static final int CODE = 8;
  private static final int STATUS = 24;
  private static final int CLD_EXITED = 1;

  /** For a parent that takes its time to reap: two seconds. */
  private static final int MOST_ATTEMPTS = 400;

  private static final int PAUSE_MILLIS = 5;

  private final EventLoop loop;
  private final ProcessId id;
  private final int pidfd;
  private final FifoPipes pipes;
  private final Wires wires;
  private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
  private boolean closed;

  LinuxChild(EventLoop loop, ProcessId id, int pidfd, FifoPipes pipes, Wires wires) {
    this.loop = loop;
    this.id = id;
    this.pidfd = pidfd;
    this.pipes = pipes;
    this.wires = wires;
  }

  /** From now on its exit is noticed. */
  void watch() {
    loop.execute(
        () -> {
          loop.enroll(this);
          loop.watchUrgently(pidfd, Epoll.READABLE, this);
        });
  }

  @Override
  public ProcessId id() {
    return id;
  }

  @Override
  public CompletionStage<ExitStatus> exit() {
    return exit.minimalCompletionStage();
  }

  @Override
  public synchronized boolean signal(int number) {
    return !closed && Libc.pidfdSendSignal(pidfd, number, 0) == 0;
  }

  @Override
  public Optional<Channel> channel() {
    return Optional.ofNullable(wires.channel());
  }

  @Override
  public boolean write(byte[] bytes) {
    var stdin = wires.stdin();
    return stdin != null && stdin.write(bytes);
  }

  /** It has ended: reaps it. */
  @Override
  public boolean ready() {
    var info = loop.buffer().asSlice(0, SIGINFO_SIZE).fill((byte) 0);
    int result = Libc.waitPidfd(pidfd, info, WEXITED_WNOHANG);
    boolean stillRuns = result == 0 && info.get(JAVA_INT, PID) == 0;
    if (result == -Errno.ECHILD) {
      awaitRecord(0);
    } else if (!stillRuns && result != -Errno.EINTR) {
      finish(result == 0 ? status(info) : new ExitStatus.Unknown());
    }
    return false;
  }

  /** Somebody else's child has ended: how, the kernel tells once its parent has reaped it. */
  private void awaitRecord(int attempts) {
    if (closed) {
      return;
    }
    loop.unwatchUrgent(pidfd);
    var status = ExitRecord.of(pidfd, loop.buffer());
    boolean isHopeless = attempts >= MOST_ATTEMPTS || !ExitRecord.isKept(pidfd, loop.buffer());
    if (status.isPresent() || isHopeless) {
      finish(status.orElseGet(ExitStatus.Unknown::new));
    } else {
      CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
          .execute(() -> loop.execute(() -> awaitRecord(attempts + 1)));
    }
  }

  @Override
  public void abandon() {
    release();
  }

  private void finish(ExitStatus status) {
    release();
    pipes.readNow();
    if (wires.channel() != null) {
      wires.channel().childEnded();
    }
    exit.complete(status);
  }

  private static ExitStatus status(MemorySegment info) {
    int status = info.get(JAVA_INT, STATUS);
    return info.get(JAVA_INT, CODE) == CLD_EXITED
        ? new ExitStatus.Exited(status)
        : new ExitStatus.Signaled(status);
  }

  private synchronized void release() {
    if (closed) {
      return;
    }
    closed = true;
    loop.unwatchUrgent(pidfd);
    loop.dismiss(this);
    Libc.close(pidfd);
    if (wires.stdin() != null) {
      wires.stdin().close();
    }
  }
}
