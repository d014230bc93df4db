package dev.troupe.os.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread that watches every pipe and every exit. It owns the state of all {@link
 * EventSource}s; other threads hand it commands.
 *
 * <p>While children write many small pieces it rests for about a millisecond between looks at the
 * pipes, so that one read brings many pieces (a third of the CPU time). Exits and commands lie in a
 * set of their own and never wait for that.
 *
 * <p>A child that writes large pieces would have filled its pipe long before such a rest is over
 * and wait: then it is only a breath, a tenth of that.
 */
final class EventLoop implements AutoCloseable {
  /** As much as one read takes; a pipe's usual capacity. */
  static final int BUFFER_SIZE = 64 * 1024;

  private static final long REST_NANOS = 1_000_000;
  private static final int REST_MILLIS = 1;

  private static final long BREATH_NANOS = 100_000;

  /** Of more pipes at once none is filled within a rest. */
  private static final int FEW = 2;

  private static final int BUSY_TURNS = 4;
  private static final int CLOEXEC_NONBLOCK = 0x80800;

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment buffer = arena.allocate(BUFFER_SIZE, 16);
  private final MemorySegment one = arena.allocateFrom(JAVA_LONG, 1);
  private final Epoll pipes = new Epoll(arena);
  private final Epoll urgent = new Epoll(arena);
  private final int wakeFd = Libc.moveUp(Libc.eventfd(CLOEXEC_NONBLOCK));
  private final SpareDescriptor spare = new SpareDescriptor();
  private final Set<EventSource> sources = new HashSet<>();
  private final Thread thread = Thread.ofPlatform().daemon().name("troupe-os").unstarted(this::run);

  private final Object lock = new Object();
  // Both guarded by lock.
  private List<Runnable> commands = new ArrayList<>();
  private boolean ended;

  private boolean closing;
  private int busyTurns;

  /** Whether few pipes have brought much since the last rest. */
  private boolean flooded;

  private long lastTurn;

  EventLoop() {
    pipes.add(urgent.fd(), Epoll.READABLE, new Urgent());
    urgent.add(wakeFd, Epoll.READABLE, new Commands());
  }

  void start() {
    thread.start();
  }

  /** Runs a command on the loop's thread; at once if this is it. False if the loop has ended. */
  boolean execute(Runnable command) {
    if (Thread.currentThread() == thread) {
      command.run();
      return true;
    }
    synchronized (lock) {
      if (ended) {
        return false;
      }
      commands.add(command);
      if (commands.size() == 1) {
        Libc.write(wakeFd, one, 8);
      }
      return true;
    }
  }

  /** From now on the source hears when the engine ends. */
  void enroll(EventSource source) {
    sources.add(source);
  }

  void dismiss(EventSource source) {
    sources.remove(source);
  }

  void watch(int fd, EventSource source) {
    pipes.add(fd, Epoll.READABLE, source);
  }

  void unwatch(int fd) {
    pipes.remove(fd);
  }

  /** As {@link #watch}, for what must not wait while pipes are busy. */
  void watchUrgently(int fd, int interest, EventSource source) {
    urgent.add(fd, interest, source);
  }

  void unwatchUrgent(int fd) {
    urgent.remove(fd);
  }

  /** Memory for one call, {@link #BUFFER_SIZE} bytes; the next user overwrites it. */
  MemorySegment buffer() {
    return buffer;
  }

  /** For sources that run out of descriptors. */
  SpareDescriptor spare() {
    return spare;
  }

  /** Children's pipes and exits go on existing; nobody looks at them any more. */
  @Override
  public void close() {
    if (!execute(() -> closing = true)) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closing) {
      guarded(this::turn);
    }
    for (var source : List.copyOf(sources)) {
      guarded(source::abandon);
    }
    end();
  }

  private void turn() {
    int ready = pipes.await(-1);
    int served = serveUrgent(0);
    if (ready == 0 || (ready == 1 && served > 0)) {
      return;
    }
    boolean restless = System.nanoTime() - lastTurn < REST_NANOS;
    boolean more = pipes.dispatch(ready);
    flooded |= more && ready <= FEW;
    busyTurns = restless ? busyTurns + 1 : 0;
    lastTurn = System.nanoTime();
    if (busyTurns >= BUSY_TURNS && !more) {
      rest();
      lastTurn = System.nanoTime();
    }
  }

  private void rest() {
    if (flooded) {
      flooded = false;
      LockSupport.parkNanos(BREATH_NANOS);
      return;
    }
    long until = lastTurn + REST_NANOS;
    while (!closing && System.nanoTime() - until < 0) {
      serveUrgent(REST_MILLIS);
    }
  }

  private int serveUrgent(int timeoutMillis) {
    int ready = urgent.await(timeoutMillis);
    urgent.dispatch(ready);
    return ready;
  }

  private void end() {
    List<Runnable> late;
    synchronized (lock) {
      ended = true;
      late = commands;
      commands = new ArrayList<>();
    }
    for (var command : late) {
      guarded(command);
    }
    pipes.close();
    urgent.close();
    spare.close();
    Libc.close(wakeFd);
  }

  private static void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      report(e);
    }
  }

  /** A subscriber that throws must not stop the loop for all others. */
  static void report(Throwable e) {
    var thread = Thread.currentThread();
    thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
  }

  /** In the set of pipes the urgent set counts as one descriptor; each turn serves it first. */
  private static final class Urgent implements EventSource {
    @Override
    public boolean ready() {
      return false;
    }

    @Override
    public void abandon() {}
  }

  private final class Commands implements EventSource {
    @Override
    public boolean ready() {
      Libc.read(wakeFd, buffer, 8);
      List<Runnable> batch;
      synchronized (lock) {
        batch = commands;
        commands = new ArrayList<>();
      }
      for (var command : batch) {
        guarded(command);
      }
      return false;
    }

    @Override
    public void abandon() {}
  }
}
