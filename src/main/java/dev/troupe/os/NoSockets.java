package dev.troupe.os;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sockets of an engine that cannot hand them to children. */
public final class NoSockets implements Sockets {
  private static final int ENOSYS = 38;

  private final String reason;

  /**
   * Refuses all.
   *
   * @param reason a whole sentence with the remedy
   */
  public NoSockets(String reason) {
    this.reason = reason;
  }

  @Override
  public SocketResult<SocketGroup> group(ListenAddress.Tcp address, int backlog) {
    return new SocketResult.Refused<>(ENOSYS, reason);
  }

  @Override
  public SocketResult<FormerGroup> takeOver(
      ListenAddress.Tcp address, List<Long> inodes, Collection<ProcessId> holders) {
    return new SocketResult.Refused<>(ENOSYS, reason);
  }

  @Override
  public Optional<BoundSocket> takeOver(
      ListenAddress address, long inode, Collection<ProcessId> holders) {
    return Optional.empty();
  }

  @Override
  public SocketResult<BoundSocket> single(ListenAddress address, int backlog) {
    return new SocketResult.Refused<>(ENOSYS, reason);
  }

  @Override
  public SocketResult<NotifySocket> notifySocket(
      String name, @Nullable String user, Consumer<String> taker) {
    return new SocketResult.Refused<>(ENOSYS, reason);
  }
}
