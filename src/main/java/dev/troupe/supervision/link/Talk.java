package dev.troupe.supervision.link;

import dev.troupe.node.FromWorker;
import dev.troupe.os.BoundSocket;
import dev.troupe.os.Handle;
import dev.troupe.supervision.ports.ForWorker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is under way between the daemon and one Node child.
 *
 * @param seq number of the next message of the daemon's
 * @param asked the worker's wishes to listen that wait for an answer, by number
 * @param servers the worker's servers by key
 * @param offered connections that wait for an answer, by number
 * @param unconfirmed lines with sockets of which the child has not said yet that they arrived, in
 *     the order they were sent
 * @param isOpen whether the child still holds its end of the channel
 * @param hasEnded whether the child has ended
 * @param isReleased whether the ports have nothing more for the worker
 */
public record Talk(
    long seq,
    Map<Long, FromWorker.QueryServer> asked,
    Map<String, Server> servers,
    Map<Long, ForWorker.Connection> offered,
    List<Sent> unconfirmed,
    boolean isOpen,
    boolean hasEnded,
    boolean isReleased) {

  /** More messages than one daemon sends to a child. */
  private static final long NUMBERS = 1_000_000_000_000L;

  public static final Talk START =
      new Talk(0, Map.of(), Map.of(), Map.of(), List.of(), true, false, false);

  /**
   * What goes on between a child and the next daemon. Its numbers begin where no earlier daemon has
   * come: an answer to one of theirs means nothing.
   *
   * @param daemons how many there have been, this one included
   */
  public static Talk resumed(int daemons) {
    return new Talk(daemons * NUMBERS, Map.of(), Map.of(), Map.of(), List.of(), true, false, false);
  }

  /** Whether the child was an earlier daemon's. */
  boolean isResumed() {
    return seq >= NUMBERS;
  }

  /**
   * A server that the worker was allowed.
   *
   * @param port it was given; -1 if it has none
   */
  record Server(FromWorker.QueryServer query, int port) {}

  /**
   * A line with a socket.
   *
   * @param tries how often it was sent
   */
  record Sent(String line, Cargo cargo, int tries) {}

  /** Why a socket was sent. */
  sealed interface Cargo {
    Handle handle();

    /** To be accepted from. */
    record Grant(FromWorker.QueryServer query, String key, BoundSocket handle) implements Cargo {}

    /** A connection, offered under this number. */
    record Offer(long seq, Handle handle) implements Cargo {}
  }

  public Talk {
    asked = Map.copyOf(asked);
    servers = Map.copyOf(servers);
    offered = Map.copyOf(offered);
    unconfirmed = List.copyOf(unconfirmed);
  }

  /** The number is used up. */
  Talk numbered() {
    return new Talk(seq + 1, asked, servers, offered, unconfirmed, isOpen, hasEnded, isReleased);
  }

  Talk asked(FromWorker.QueryServer query) {
    return new Talk(
        seq,
        plus(asked, query.seq(), query),
        servers,
        offered,
        unconfirmed,
        isOpen,
        hasEnded,
        isReleased);
  }

  /** The wish has been answered. */
  Talk answered(long query) {
    return new Talk(
        seq, minus(asked, query), servers, offered, unconfirmed, isOpen, hasEnded, isReleased);
  }

  Talk serving(String key, Server server) {
    return new Talk(
        seq, asked, plus(servers, key, server), offered, unconfirmed, isOpen, hasEnded, isReleased);
  }

  Talk notServing(String key) {
    return new Talk(
        seq, asked, minus(servers, key), offered, unconfirmed, isOpen, hasEnded, isReleased);
  }

  Talk offering(long number, ForWorker.Connection connection) {
    return new Talk(
        seq,
        asked,
        servers,
        plus(offered, number, connection),
        unconfirmed,
        isOpen,
        hasEnded,
        isReleased);
  }

  Talk notOffering(long number) {
    return new Talk(
        seq, asked, servers, minus(offered, number), unconfirmed, isOpen, hasEnded, isReleased);
  }

  Talk sent(Sent line) {
    var more = new ArrayList<>(unconfirmed);
    more.add(line);
    return new Talk(seq, asked, servers, offered, more, isOpen, hasEnded, isReleased);
  }

  /** The first of the unconfirmed lines is so no longer. */
  Talk confirmed() {
    var rest = unconfirmed.isEmpty() ? unconfirmed : unconfirmed.subList(1, unconfirmed.size());
    return new Talk(seq, asked, servers, offered, rest, isOpen, hasEnded, isReleased);
  }

  /** Nothing can be sent any longer. */
  Talk closed() {
    return new Talk(seq, Map.of(), Map.of(), Map.of(), List.of(), false, hasEnded, isReleased);
  }

  Talk ended() {
    return new Talk(seq, asked, servers, offered, unconfirmed, isOpen, true, isReleased);
  }

  Talk released() {
    return new Talk(seq, asked, servers, offered, unconfirmed, isOpen, hasEnded, true);
  }

  /** Whether there is nothing more to come from anybody. */
  boolean isOver() {
    return !isOpen && hasEnded && isReleased;
  }

  /** Key of the server that listens now. */
  Optional<String> keyOf(FromWorker.Listening message) {
    return servers.entrySet().stream()
        .filter(entry -> entry.getValue().query().isMeantBy(message, entry.getValue().port()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static <K, V> Map<K, V> plus(Map<K, V> map, K key, V value) {
    var more = new HashMap<>(map);
    more.put(key, value);
    return more;
  }

  private static <K, V> Map<K, V> minus(Map<K, V> map, K key) {
    var fewer = new HashMap<>(map);
    fewer.remove(key);
    return fewer;
  }
}
