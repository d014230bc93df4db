package dev.troupe.os;

import dev.troupe.model.ExitStatus;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** One running child process: leader of its own session and process group. */
public interface Child {

  default long pid() {
    return id().pid();
  }

  /** The kernel's start time of the process, which with the pid names it for ever. */
  ProcessId id();

  /**
   * Completes once, when the process itself has ended and been reaped and all it had written by
   * then has been handed to its pipes' subscribers or waits in the pipe. Completes on an engine
   * thread: do not block in it. Descendants may live on.
   */
  CompletionStage<ExitStatus> exit();

  /** Sends a signal to this process alone. False if it has already ended. */
  boolean signal(int number);

  /** Its message channel; empty if it was started without one. */
  Optional<Channel> channel();

  /**
   * Writes to the child's standard input. False if it was not opened, has been closed or is full.
   */
  boolean write(byte[] bytes);
}
