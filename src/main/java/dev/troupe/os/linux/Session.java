package dev.troupe.os.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.util.List;

/** The session of this very process. */
public final class Session {
  private static final int SIGHUP = 1;

  private static final long SIGNAL_SET_SIZE = 128;

  private Session() {}

  /**
   * Goes on as another program in this very process: number, children, environment and open files
   * that are not marked close-on-exec stay. Returns only if that fails.
   *
   * @param command executable with its path, and arguments
   * @return why it failed
   */
  public static String become(List<String> command) {
    try (var arena = Arena.ofConfined()) {
      var argv = arena.allocate(ADDRESS, command.size() + 1L);
      for (int i = 0; i < command.size(); i++) {
        argv.setAtIndex(ADDRESS, i, arena.allocateFrom(command.get(i)));
      }
      Libc.unblockSignals(arena.allocate(SIGNAL_SET_SIZE, 16));
      return Libc.message(-Libc.exec(arena.allocateFrom(command.getFirst()), argv));
    } catch (LinkageError | RuntimeException e) {
      return e.toString();
    }
  }

  /**
   * Makes this process the leader of a session of its own, without a terminal: it then hears
   * nothing of a closed terminal or its Ctrl-C, and ignores SIGHUP. False if it leads a process
   * group already or this machine has no such call; nothing has changed then.
   */
  public static boolean lead() {
    try {
      Libc.ignore(SIGHUP);
      return Libc.setsid() > 0;
    } catch (LinkageError | RuntimeException e) {
      return false;
    }
  }
}
