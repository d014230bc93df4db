package dev.troupe.os.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The C library's functions this engine needs.
 *
 * <p>Results are given as the kernel gives them: a negative number is an error number ({@link
 * Errno}) with its sign turned. Every function goes through one call shape, {@code long f(long x
 * 6)}, because each further shape costs some 7 ms at start-up; pointers travel as addresses.
 */
final class Libc {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup SYMBOLS = LINKER.defaultLookup();

  private static final MethodHandle CALL =
      LINKER.downcallHandle(
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
          Linker.Option.captureCallState("errno"));

  private static final ThreadLocal<MemorySegment> ERRNO =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(JAVA_INT));

  private static final MemorySegment CLOSE = symbol("close");
  private static final MemorySegment EPOLL_CREATE = symbol("epoll_create1");
  private static final MemorySegment EPOLL_CTL = symbol("epoll_ctl");
  private static final MemorySegment EPOLL_WAIT = symbol("epoll_wait");
  private static final MemorySegment EVENTFD = symbol("eventfd");
  private static final MemorySegment EXEC = symbol("execv");
  private static final MemorySegment FCHMOD = symbol("fchmod");
  private static final MemorySegment FCNTL = symbol("fcntl");
  private static final MemorySegment IOCTL = symbol("ioctl");
  private static final MemorySegment KILL = symbol("kill");
  private static final MemorySegment MKFIFO = symbol("mkfifo");
  private static final MemorySegment OPEN = symbol("open");
  private static final MemorySegment PIPE = symbol("pipe2");
  private static final MemorySegment READ = symbol("read");
  private static final MemorySegment SETSID = symbol("setsid");
  private static final MemorySegment SIGNAL_MASK = symbol("pthread_sigmask");
  private static final MemorySegment SIGNAL = symbol("signal");
  private static final MemorySegment STATX = symbol("statx");
  private static final MemorySegment STRERROR = symbol("strerror");
  private static final MemorySegment SYSCALL = symbol("syscall");
  private static final MemorySegment SYSCONF = symbol("sysconf");
  private static final MemorySegment WAITID = symbol("waitid");
  private static final MemorySegment WAITPID = symbol("waitpid");
  private static final MemorySegment WRITE = symbol("write");
  private static final MemorySegment SPAWN = symbol("posix_spawn");
  private static final MemorySegment ATTRIBUTES_INIT = symbol("posix_spawnattr_init");
  private static final MemorySegment ATTRIBUTES_FLAGS = symbol("posix_spawnattr_setflags");
  private static final MemorySegment ATTRIBUTES_MASK = symbol("posix_spawnattr_setsigmask");
  private static final MemorySegment ATTRIBUTES_DEFAULT = symbol("posix_spawnattr_setsigdefault");
  private static final MemorySegment ACTIONS_INIT = symbol("posix_spawn_file_actions_init");
  private static final MemorySegment ACTIONS_DESTROY = symbol("posix_spawn_file_actions_destroy");
  private static final MemorySegment ACTIONS_OPEN = symbol("posix_spawn_file_actions_addopen");
  private static final MemorySegment ACTIONS_DUP = symbol("posix_spawn_file_actions_adddup2");
  private static final MemorySegment ACTIONS_CHDIR = symbol("posix_spawn_file_actions_addchdir_np");
  private static final MemorySegment ACTIONS_CLOSE_FROM =
      symbol("posix_spawn_file_actions_addclosefrom_np");

  private static final int SYS_PIDFD_SEND_SIGNAL = 424;
  private static final int SYS_PIDFD_OPEN = 434;
  private static final int SYS_PIDFD_GETFD = 438;
  private static final long PIDFD_GET_INFO = 0xC048FF0BL;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final long SIG_IGN = 1;
  private static final int SIG_SETMASK = 2;
  private static final int F_SETFL = 4;
  private static final int F_SETPIPE_SIZE = 1031;
  private static final int FIONREAD = 0x541B;
  private static final int P_ALL = 0;
  private static final int P_PIDFD = 3;
  private static final int WNOHANG = 1;
  private static final int WNOWAIT = 0x1000000;
  private static final int SIGKILL = 9;
  private static final int AT_FDCWD = -100;
  private static final int STATX_SIZE = 0x200;
  private static final int STATX_SIZE_OFFSET = 40;
  private static final int EPOLL_CLOEXEC = 0x80000;

  /** Engine descriptors lie above this, so that none is the target of a child's descriptors. */
  private static final int FIRST_ENGINE_FD = 100;

  private Libc() {}

  static int open(MemorySegment path, int flags) {
    return asInt(OPEN, path.address(), flags, 0, 0, 0, 0);
  }

  static int close(int fd) {
    return asInt(CLOSE, fd, 0, 0, 0, 0, 0);
  }

  static long read(int fd, MemorySegment buffer, long length) {
    return asLong(READ, fd, buffer.address(), length, 0, 0, 0);
  }

  static long write(int fd, MemorySegment buffer, long length) {
    return asLong(WRITE, fd, buffer.address(), length, 0, 0, 0);
  }

  /** Directory entries as getdents64(2) lays them out. */
  static long directoryEntries(int fd, MemorySegment buffer) {
    return asLong(SYSCALL, Machine64.SYS_GETDENTS, fd, buffer.address(), buffer.byteSize(), 0, 0);
  }

  /**
   * The size of a file or folder.
   *
   * @param buffer for a {@code struct statx}, 256 bytes at least
   */
  static long fileSize(MemorySegment path, MemorySegment buffer) {
    int result = asInt(STATX, AT_FDCWD, path.address(), 0, STATX_SIZE, buffer.address(), 0);
    return result < 0 ? result : buffer.get(JAVA_LONG, STATX_SIZE_OFFSET);
  }

  static int mkfifo(MemorySegment path, int mode) {
    return asInt(MKFIFO, path.address(), mode, 0, 0, 0, 0);
  }

  static int fchmod(int fd, int mode) {
    return asInt(FCHMOD, fd, mode, 0, 0, 0, 0);
  }

  /** Two descriptors: reading end first. */
  static int pipe(MemorySegment ends, int flags) {
    return asInt(PIPE, ends.address(), flags, 0, 0, 0, 0);
  }

  /** Moves a descriptor out of the range that children use. The given one is closed. */
  static int moveUp(int fd) {
    if (fd < 0) {
      return fd;
    }
    int moved = duplicate(fd);
    close(fd);
    return moved;
  }

  /** A second descriptor for the same, out of the range that children use. */
  static int duplicate(int fd) {
    return asInt(FCNTL, fd, F_DUPFD_CLOEXEC, FIRST_ENGINE_FD, 0, 0, 0);
  }

  static int setStatusFlags(int fd, int flags) {
    return asInt(FCNTL, fd, F_SETFL, flags, 0, 0, 0);
  }

  static int setPipeSize(int fd, int bytes) {
    return asInt(FCNTL, fd, F_SETPIPE_SIZE, bytes, 0, 0, 0);
  }

  /** Puts the number of bytes that wait in a pipe or socket into {@code count}. */
  static int waitingBytes(int fd, MemorySegment count) {
    return asInt(IOCTL, fd, FIONREAD, count.address(), 0, 0, 0);
  }

  static int eventfd(int flags) {
    return asInt(EVENTFD, 0, flags, 0, 0, 0, 0);
  }

  static int epollCreate() {
    return asInt(EPOLL_CREATE, EPOLL_CLOEXEC, 0, 0, 0, 0, 0);
  }

  static int epollControl(int epoll, int operation, int fd, MemorySegment event) {
    return asInt(EPOLL_CTL, epoll, operation, fd, event.address(), 0, 0);
  }

  static int epollWait(int epoll, MemorySegment events, int most, int timeoutMillis) {
    return asInt(EPOLL_WAIT, epoll, events.address(), most, timeoutMillis, 0, 0);
  }

  static int pidfdOpen(long pid) {
    return asInt(SYSCALL, SYS_PIDFD_OPEN, pid, 0, 0, 0, 0);
  }

  static int pidfdSendSignal(int pidfd, int signal, int flags) {
    return asInt(SYSCALL, SYS_PIDFD_SEND_SIGNAL, pidfd, signal, 0, flags, 0);
  }

  /** A descriptor of our own for what the process has as {@code fd}. */
  static int pidfdGetfd(int pidfd, int fd) {
    return moveUp(asInt(SYSCALL, SYS_PIDFD_GETFD, pidfd, fd, 0, 0, 0));
  }

  /** Puts what the kernel knows of the process into {@code info}, a {@code struct pidfd_info}. */
  static int pidfdInfo(int pidfd, MemorySegment info) {
    return asInt(IOCTL, pidfd, PIDFD_GET_INFO, info.address(), 0, 0, 0);
  }

  static int waitPidfd(int pidfd, MemorySegment info, int options) {
    return asInt(WAITID, P_PIDFD, pidfd, info.address(), options, 0, 0);
  }

  /** Ends a child nobody watches, and reaps it. */
  static void killAndReap(long pid) {
    asInt(KILL, pid, SIGKILL, 0, 0, 0, 0);
    asInt(WAITPID, pid, 0, 0, 0, 0, 0);
  }

  /** Whether any child waits to be reaped; leaves it as it is. */
  static boolean hasEndedChild() {
    try (var arena = Arena.ofConfined()) {
      var info = arena.allocate(LinuxChild.SIGINFO_SIZE, 16);
      int options = LinuxChild.WEXITED_WNOHANG | WNOWAIT;
      int result = asInt(WAITID, P_ALL, 0, info.address(), options, 0, 0);
      return result == 0 && info.get(JAVA_INT, LinuxChild.PID) != 0;
    }
  }

  /** Reaps a child that has ended; false if it has not, or is none of ours. */
  static boolean reap(long pid) {
    return asInt(WAITPID, pid, 0, WNOHANG, 0, 0, 0) == pid;
  }

  static int setsid() {
    return asInt(SETSID, 0, 0, 0, 0, 0, 0);
  }

  /** Runs another program in place of this one; returns only with an error. */
  static int exec(MemorySegment path, MemorySegment argv) {
    return asInt(EXEC, path.address(), argv.address(), 0, 0, 0, 0);
  }

  /**
   * For the calling thread.
   *
   * @param none an empty set of signals
   */
  static void unblockSignals(MemorySegment none) {
    asInt(SIGNAL_MASK, SIG_SETMASK, none.address(), 0, 0, 0, 0);
  }

  static void ignore(int signal) {
    asLong(SIGNAL, signal, SIG_IGN, 0, 0, 0, 0);
  }

  /** Gives a signal its default action. */
  static void defaultAction(int signal) {
    asLong(SIGNAL, signal, 0, 0, 0, 0, 0);
  }

  static long sysconf(int name) {
    return asLong(SYSCONF, name, 0, 0, 0, 0, 0);
  }

  /** What an error number means, in the C library's words. */
  static String message(int errno) {
    long text = call(STRERROR, errno, 0, 0, 0, 0, 0);
    return MemorySegment.ofAddress(text).reinterpret(256).getString(0);
  }

  /** The error comes back directly, as posix_spawn(3) gives it: 0 is success. */
  static int spawn(
      MemorySegment pid,
      MemorySegment path,
      MemorySegment actions,
      MemorySegment attributes,
      MemorySegment argv,
      MemorySegment envp) {
    return (int)
        call(
            SPAWN,
            pid.address(),
            path.address(),
            actions.address(),
            attributes.address(),
            argv.address(),
            envp.address());
  }

  static void initAttributes(
      MemorySegment attributes, int flags, MemorySegment mask, MemorySegment defaults) {
    call(ATTRIBUTES_INIT, attributes.address(), 0, 0, 0, 0, 0);
    call(ATTRIBUTES_FLAGS, attributes.address(), flags, 0, 0, 0, 0);
    call(ATTRIBUTES_MASK, attributes.address(), mask.address(), 0, 0, 0, 0);
    call(ATTRIBUTES_DEFAULT, attributes.address(), defaults.address(), 0, 0, 0, 0);
  }

  static void initActions(MemorySegment actions) {
    call(ACTIONS_INIT, actions.address(), 0, 0, 0, 0, 0);
  }

  static void destroyActions(MemorySegment actions) {
    call(ACTIONS_DESTROY, actions.address(), 0, 0, 0, 0, 0);
  }

  static void addOpen(MemorySegment actions, int fd, MemorySegment path, int flags) {
    call(ACTIONS_OPEN, actions.address(), fd, path.address(), flags, 0, 0);
  }

  static void addDup(MemorySegment actions, int fd, int target) {
    call(ACTIONS_DUP, actions.address(), fd, target, 0, 0, 0);
  }

  static void addChdir(MemorySegment actions, MemorySegment path) {
    call(ACTIONS_CHDIR, actions.address(), path.address(), 0, 0, 0, 0);
  }

  static void addCloseFrom(MemorySegment actions, int fd) {
    call(ACTIONS_CLOSE_FROM, actions.address(), fd, 0, 0, 0, 0);
  }

  /** A function of the C library. */
  static MemorySegment symbol(String name) {
    return SYMBOLS
        .find(name)
        .orElseThrow(() -> new UnsatisfiedLinkError("the C library has no " + name));
  }

  /** Calls a function that gives an int, -1 for an error. */
  static int asInt(MemorySegment function, long a, long b, long c, long d, long e, long f) {
    int result = (int) call(function, a, b, c, d, e, f);
    return result == -1 ? -errno() : result;
  }

  /** Calls a function that gives a long, -1 for an error. */
  static long asLong(MemorySegment function, long a, long b, long c, long d, long e, long f) {
    long result = call(function, a, b, c, d, e, f);
    return result == -1 ? -errno() : result;
  }

  private static int errno() {
    return ERRNO.get().get(JAVA_INT, 0);
  }

  private static long call(MemorySegment function, long a, long b, long c, long d, long e, long f) {
    try {
      return (long) CALL.invokeExact(function, ERRNO.get(), a, b, c, d, e, f);
    } catch (Throwable impossible) {
      throw new AssertionError("a C function threw", impossible);
    }
  }
}
