package dev.troupe.os;

import java.util.ArrayList;
import java.util.List;

/**
 * What a child is connected to beside its two outputs.
 *
 * @param openStdin whether {@link Child#write} will be used; otherwise standard input is empty
 * @param openChannel whether it gets a {@link Channel}, told to it as {@code NODE_CHANNEL_FD}, on
 *     the first descriptor after the sockets. The descriptor after that is the daemon's own end,
 *     which the child keeps alive for the next daemon
 * @param sockets inherited from descriptor 3 on, blocking, and told to it as {@code LISTEN_FDS} and
 *     {@code LISTEN_PID}, see sd_listen_fds(3); the daemon stops accepting from them
 * @param socketNames as {@code LISTEN_FDNAMES}, one for each socket, without colons
 * @param pidVariables further variables that tell it its own process number
 */
public record Wiring(
    boolean openStdin,
    boolean openChannel,
    List<BoundSocket> sockets,
    List<String> socketNames,
    List<String> pidVariables) {

  /** No input, no channel, no sockets. */
  public static final Wiring NONE = new Wiring(false, false, List.of(), List.of(), List.of());

  /** Standard input only. */
  public static final Wiring STDIN = new Wiring(true, false, List.of(), List.of(), List.of());

  public Wiring {
    sockets = List.copyOf(sockets);
    socketNames = List.copyOf(socketNames);
    pidVariables = List.copyOf(pidVariables);
    if (sockets.size() != socketNames.size()) {
      throw new IllegalArgumentException(
          sockets.size() + " sockets, but " + socketNames.size() + " names");
    }
  }

  /** All variables that tell it its own process number. */
  List<String> allPidVariables() {
    if (sockets.isEmpty()) {
      return pidVariables;
    }
    var all = new ArrayList<>(pidVariables);
    all.add("LISTEN_PID");
    return all;
  }
}
