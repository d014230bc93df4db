package dev.troupe.os.linux;

/** The session of this very process. */
public final class Session {
  private static final int SIGHUP = 1;

  private Session() {}

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
