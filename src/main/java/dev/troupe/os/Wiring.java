package dev.troupe.os;

import java.util.List;

/**
 * What a child is connected to beside its two outputs.
 *
 * @param openStdin whether {@link Child#write} will be used; otherwise standard input is empty
 * @param openChannel whether it gets a {@link Channel}, told to it as {@code NODE_CHANNEL_FD}, on
 *     the first descriptor after the sockets
 * @param sockets inherited from descriptor 3 on, and told to it as {@code LISTEN_FDS} and {@code
 *     LISTEN_PID}, see sd_listen_fds(3)
 * @param socketNames as {@code LISTEN_FDNAMES}, one for each socket
 */
public record Wiring(
    boolean openStdin, boolean openChannel, List<BoundSocket> sockets, List<String> socketNames) {

  /** No input, no channel, no sockets. */
  public static final Wiring NONE = new Wiring(false, false, List.of(), List.of());

  /** Standard input only. */
  public static final Wiring STDIN = new Wiring(true, false, List.of(), List.of());

  public Wiring {
    sockets = List.copyOf(sockets);
    socketNames = List.copyOf(socketNames);
  }
}
