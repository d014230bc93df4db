package dev.troupe.os.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.troupe.os.ExactCommand;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts programs with posix_spawn(3): in a session of their own, with default signal actions, no
 * signal blocked, and no descriptor but those given.
 */
final class Spawner {
  /** What {@link #start} made. */
  sealed interface Outcome {}

  record Started(long pid) implements Outcome {}

  record Refused(int errno) implements Outcome {}

  /**
   * What the child gets of our descriptors.
   *
   * @param stdin to read from, or {@link #EMPTY_STDIN}
   * @param further become its descriptors from {@link #FIRST_INHERITED} on
   */
  record Given(int stdin, FifoPipes output, List<Integer> further) {}

  /** The first after the three standard ones. */
  static final int FIRST_INHERITED = 3;

  /** Instead of a descriptor: the child reads from an empty input. */
  static final int EMPTY_STDIN = -1;

  // Opaque structures: glibc's sizes on x86-64 and aarch64 are 336, 80 and 128.
  private static final long ATTRIBUTES_SIZE = 512;
  private static final long ACTIONS_SIZE = 256;
  private static final long SIGNAL_SET_SIZE = 128;

  private static final int SETSIGDEF = 4;
  private static final int SETSIGMASK = 8;
  private static final int SETSID = 0x80;

  private static final int O_RDONLY = 0;
  private static final int O_RDWR = 2;

  private final MemorySegment attributes;
  private final MemorySegment devNull;

  Spawner() {
    var arena = Arena.ofAuto();
    var nothing = arena.allocate(SIGNAL_SET_SIZE, 16);
    // All, the C library's own 32 and 33 too: they would stay ignored in the child.
    var everything = arena.allocate(SIGNAL_SET_SIZE, 16).fill((byte) 0xff);
    attributes = arena.allocate(ATTRIBUTES_SIZE, 16);
    Libc.initAttributes(attributes, SETSID | SETSIGMASK | SETSIGDEF, nothing, everything);
    devNull = arena.allocateFrom("/dev/null");
  }

  /** Starts a program. */
  Outcome start(ExactCommand command, String cwd, Map<String, String> env, Given given) {
    try (var arena = Arena.ofConfined()) {
      var actions = arena.allocate(ACTIONS_SIZE, 16);
      Libc.initActions(actions);
      try {
        connect(actions, arena, given);
        Libc.addChdir(actions, arena.allocateFrom(cwd));
        Libc.addCloseFrom(actions, FIRST_INHERITED + given.further().size());
        return spawn(arena, command, strings(arena, settings(env)), actions);
      } finally {
        Libc.destroyActions(actions);
      }
    }
  }

  /** No descriptor of ours is a target (see {@link Libc#moveUp}), so none is lost on the way. */
  private void connect(MemorySegment actions, Arena arena, Given given) {
    if (given.stdin() == EMPTY_STDIN) {
      Libc.addOpen(actions, 0, devNull, O_RDONLY);
    } else {
      Libc.addDup(actions, given.stdin(), 0);
    }
    Libc.addOpen(actions, 1, arena.allocateFrom(given.output().outFifo().childPath()), O_RDWR);
    Libc.addOpen(actions, 2, arena.allocateFrom(given.output().errFifo().childPath()), O_RDWR);
    for (int i = 0; i < given.further().size(); i++) {
      Libc.addDup(actions, given.further().get(i), FIRST_INHERITED + i);
    }
  }

  private Outcome spawn(
      Arena arena, ExactCommand command, MemorySegment envp, MemorySegment actions) {
    var pid = arena.allocate(JAVA_INT);
    int errno = attempt(pid, arena, command, envp, actions);
    if (errno == Errno.ENOEXEC) {
      errno = attempt(pid, arena, command.throughShell(), envp, actions);
    }
    return errno == 0 ? new Started(pid.get(JAVA_INT, 0)) : new Refused(errno);
  }

  private int attempt(
      MemorySegment pid,
      Arena arena,
      ExactCommand command,
      MemorySegment envp,
      MemorySegment actions) {
    var path = arena.allocateFrom(command.executable());
    return Libc.spawn(pid, path, actions, attributes, strings(arena, command.argv()), envp);
  }

  private static List<String> settings(Map<String, String> env) {
    var settings = new ArrayList<String>(env.size());
    for (var entry : env.entrySet()) {
      settings.add(entry.getKey() + "=" + entry.getValue());
    }
    return settings;
  }

  /** A null-terminated array of C strings. */
  private static MemorySegment strings(Arena arena, List<String> strings) {
    var array = arena.allocate(ADDRESS, strings.size() + 1L);
    for (int i = 0; i < strings.size(); i++) {
      array.setAtIndex(ADDRESS, i, arena.allocateFrom(strings.get(i)));
    }
    return array;
  }
}
