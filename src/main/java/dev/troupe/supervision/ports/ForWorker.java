package dev.troupe.supervision.ports;

import dev.troupe.os.BoundSocket;
import dev.troupe.os.Handle;
import dev.troupe.os.ListenAddress;
import java.util.List;

/** What {@link Ports} tell a worker. */
public sealed interface ForWorker {

  /**
   * An accepted connection for the worker that listens under this key, who owns it from now on and
   * tells {@link Ports.Taken} or {@link Ports.GivenBack}.
   *
   * @param refusals how many workers did not want it
   */
  record Connection(String key, Handle connection, int refusals) implements ForWorker {}

  /** Where a worker listens that has done so under an earlier daemon. */
  record Resumed(List<Server> servers) implements ForWorker {
    /**
     * One of its servers.
     *
     * @param asked the address as it was asked for
     * @param index as in {@link Ports.Listen}
     * @param address with the real port
     */
    public record Server(
        String key, ListenAddress asked, int index, ListenAddress address, String data) {}

    public Resumed {
      servers = List.copyOf(servers);
    }
  }

  /** Nothing more will come: no connection is on its way. */
  record Released() implements ForWorker {}

  /** What a worker hears of its wish to listen. */
  sealed interface Granted extends ForWorker {
    /** Which of its wishes. */
    long query();

    /**
     * It accepts from a socket of its slot's.
     *
     * @param key names the server between daemon and worker
     * @param socket to be sent along
     * @param data as JSON
     */
    record Socket(long query, String key, BoundSocket socket, String data) implements Granted {}

    /**
     * The daemon accepts for it.
     *
     * @param address with the real port
     */
    record Turns(long query, String key, ListenAddress address, String data) implements Granted {}

    /**
     * It cannot.
     *
     * @param errno positive
     */
    record Refused(long query, int errno) implements Granted {}
  }
}
