package dev.troupe.os.linux;

/** The session of this very process. */
public final class Session {
  private Session() {}

  /**
   * Makes this process the leader of a session of its own, without a terminal: it then hears
   * nothing of a closed terminal or its Ctrl-C. False if it leads a process group already or this
   * machine has no such call; nothing has changed then.
   */
  public static boolean lead() {
    try {
      return Libc.setsid() > 0;
    } catch (LinkageError | RuntimeException e) {
      return false;
    }
  }
}
