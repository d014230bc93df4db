package dev.troupe.node;

import dev.troupe.os.ListenAddress;
import org.jspecify.annotations.Nullable;

/** What one line of a Node child means. */
public sealed interface FromWorker {

  /** It runs and has found the channel. */
  record Online() implements FromWorker {}

  /**
   * It wants to listen.
   *
   * @param seq to be named in the answer
   * @param address where; port 0 is any free one
   * @param index tells several servers of one worker on port 0 apart; 0 at a given port
   * @param backlog connections that may wait, at least 1
   * @param data JSON that all workers at this address have to be given alike; {@code null} for none
   */
  record QueryServer(long seq, ListenAddress address, int index, int backlog, String data)
      implements FromWorker {

    /**
     * Whether the worker has told with this message that the server it asked for here listens.
     *
     * @param port that the server was given; -1 if it has none
     */
    public boolean isMeantBy(Listening message, int port) {
      var bound = withPort(port);
      return bound.equals(message.address()) && (bound.equals(address) || index == message.index());
    }

    private ListenAddress withPort(int port) {
      return switch (address) {
        case ListenAddress.Tcp(var host, _, boolean onlyV6) ->
            new ListenAddress.Tcp(host, port, onlyV6);
        case ListenAddress.Udp(var host, _, boolean isV6, boolean onlyV6) ->
            new ListenAddress.Udp(host, port, isV6, onlyV6);
        case ListenAddress.Unix path -> path;
      };
    }
  }

  /**
   * It wants to listen in a way that the daemon cannot offer, as on a descriptor.
   *
   * @param data as in {@link QueryServer}
   */
  record UnknownServer(long seq, String data) implements FromWorker {}

  /**
   * One of its servers listens now.
   *
   * @param address with the real port; null if it was not to be understood
   */
  record Listening(@Nullable ListenAddress address, int index) implements FromWorker {}

  /** It has closed a server. */
  record Closed(String key) implements FromWorker {}

  /** It wants to leave the cluster and waits for an answer. */
  record ExitedAfterDisconnect(long seq) implements FromWorker {}

  /** A line with a socket has arrived, and so has the socket. */
  record HandleTaken() implements FromWorker {}

  /** A line with a socket has arrived without the socket: it is to be sent again. */
  record HandleLost() implements FromWorker {}

  /** What the worker did with a connection that was handed to it under this number. */
  record ConnectionAnswered(long ack, boolean accepted) implements FromWorker {}

  /** It has sent a socket, which nobody takes, and waits for an answer. */
  record HandleSent() implements FromWorker {}

  /** The app says that it is ready for work. */
  record Ready() implements FromWorker {}

  /**
   * After {@link DaemonLine#DRAIN}: no client has a connection any longer that may be closed while
   * it asks.
   */
  record Drained() implements FromWorker {}

  /** Something for PM2's monitoring. */
  record Monitoring(Telemetry telemetry) implements FromWorker {}

  /** Something for PM2's monitoring that is too long to be kept. */
  record TooLong(String type, int characters) implements FromWorker {}

  /**
   * Something of the app's own.
   *
   * @param json any value
   */
  record UserMessage(String json) implements FromWorker {}

  /** Something between Node and Node that asks nothing of us. */
  record Internal(String line) implements FromWorker {}

  /** No JSON. */
  record Unreadable(String line) implements FromWorker {}
}
