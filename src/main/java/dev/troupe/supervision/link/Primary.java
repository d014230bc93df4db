package dev.troupe.supervision.link;

import dev.troupe.model.Balance;
import dev.troupe.node.DaemonLine;
import dev.troupe.node.FromWorker;
import dev.troupe.os.Channel;
import dev.troupe.os.ListenAddress;
import dev.troupe.os.ProcessId;
import dev.troupe.supervision.link.Talk.Cargo;
import dev.troupe.supervision.link.Talk.Sent;
import dev.troupe.supervision.ports.ForWorker;
import dev.troupe.supervision.ports.Ports;
import dev.troupe.supervision.ports.Tenant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a {@link NodeLink} says and does upon what it hears: the primary's side of Node's cluster
 * protocol, for one child.
 *
 * @param isWorker whether the child is a worker of the cluster; if not, it only has messages
 * @param self gets what the ports have for the worker
 */
record Primary(
    Tenant tenant,
    ProcessId child,
    Channel channel,
    boolean isWorker,
    Balance balance,
    ActorRef<Ports.Command> ports,
    ActorRef<NodeLink.News> owner,
    ActorRef<ForWorker> self) {

  /** How often a socket is sent that does not arrive, as Node does it. */
  static final int TRIES = 4;

  private static final int EINVAL = 22;
  private static final int EMFILE = 24;

  private static final Logger LOG = LoggerFactory.getLogger(Primary.class);

  /** With a worker of an earlier daemon, the ports are asked where it listens. */
  void resume(Talk talk) {
    if (isWorker && talk.isResumed()) {
      ports.tell(new Ports.Resume(tenant, self));
    }
  }

  /** The worker has these servers. */
  static Talk serving(Talk talk, List<ForWorker.Resumed.Server> servers) {
    var all = talk;
    for (var server : servers) {
      var query = new FromWorker.QueryServer(0, server.asked(), server.index(), 1, server.data());
      all = all.serving(server.key(), new Talk.Server(query, port(server.address())));
    }
    return all;
  }

  Talk heard(Talk talk, FromWorker message) {
    return switch (message) {
      case FromWorker.Ready _ -> told(talk, new NodeLink.Ready(child));
      case FromWorker.Drained _ -> told(talk, new NodeLink.Drained(child));
      case FromWorker.Monitoring(var telemetry) -> told(talk, new NodeLink.Told(child, telemetry));
      case FromWorker.UserMessage(var json) -> told(talk, new NodeLink.Said(child, json));
      case FromWorker.HandleSent _ -> {
        channel.send(DaemonLine.HANDLE_TAKEN, null);
        yield talk;
      }
      case FromWorker.HandleTaken _ -> talk.confirmed();
      case FromWorker.HandleLost _ -> sendAgain(talk);
      case FromWorker.ConnectionAnswered(long number, boolean isAccepted) ->
          answered(talk, number, isAccepted);
      case FromWorker.TooLong(var type, int characters) -> {
        LOG.warn("pid {} has sent {} of {} characters: ignored", child.pid(), type, characters);
        yield talk;
      }
      case FromWorker.Unreadable _ when talk.isResumed() -> talk;
      case FromWorker.Unreadable(var line) -> {
        LOG.warn("pid {} has sent {} characters that are no JSON", child.pid(), line.length());
        yield talk;
      }
      case FromWorker.QueryServer query -> isWorker && !talk.hasEnded() ? ask(talk, query) : talk;
      case FromWorker.UnknownServer(long query, var data) ->
          isWorker ? say(talk, DaemonLine.refusal(query, EINVAL, data, talk.seq())) : talk;
      case FromWorker.Listening listening -> isWorker ? listening(talk, listening) : talk;
      case FromWorker.Closed(var key) -> isWorker ? closed(talk, key) : talk;
      case FromWorker.ExitedAfterDisconnect(long number) -> isWorker ? leave(talk, number) : talk;
      case FromWorker.Online _, FromWorker.Internal _ -> talk;
    };
  }

  Talk disconnect(Talk talk) {
    return isWorker ? say(talk, DaemonLine.disconnect(talk.seq())) : talk;
  }

  private Talk told(Talk talk, NodeLink.News news) {
    owner.tell(news);
    return talk;
  }

  private Talk ask(Talk talk, FromWorker.QueryServer query) {
    ports.tell(
        new Ports.Listen(
            tenant,
            query.seq(),
            query.address(),
            query.index(),
            query.backlog(),
            query.data(),
            balance,
            self));
    return talk.asked(query);
  }

  Talk granted(Talk talk, ForWorker.Granted granted) {
    var query = talk.asked().get(granted.query());
    if (query == null) {
      return talk;
    }
    var rest = talk.answered(query.seq());
    return switch (granted) {
      case ForWorker.Granted.Refused(_, int errno) -> refuse(rest, query, errno);
      case ForWorker.Granted.Turns(_, var key, var address, var data) ->
          say(rest, DaemonLine.turns(query, key, address, data, talk.seq()))
              .serving(key, new Talk.Server(query, port(address)));
      case ForWorker.Granted.Socket(_, var key, var socket, var data) ->
          send(
              rest.numbered().serving(key, new Talk.Server(query, port(socket.address()))),
              new Sent(
                  DaemonLine.socket(query, key, data, talk.seq()),
                  new Cargo.Grant(query, key, socket),
                  1));
    };
  }

  private Talk refuse(Talk talk, FromWorker.QueryServer query, int errno) {
    return say(talk, DaemonLine.refusal(query.seq(), errno, query.data(), talk.seq()));
  }

  private static int port(ListenAddress address) {
    return switch (address) {
      case ListenAddress.Tcp(_, int port, _) -> port;
      case ListenAddress.Udp(_, int port, _, _) -> port;
      case ListenAddress.Unix _ -> -1;
    };
  }

  private Talk listening(Talk talk, FromWorker.Listening message) {
    if (!talk.hasEnded()) {
      talk.keyOf(message).ifPresent(key -> ports.tell(new Ports.Accepting(tenant, key)));
    }
    return told(talk, new NodeLink.Listening(child));
  }

  private Talk closed(Talk talk, String key) {
    if (!talk.hasEnded()) {
      ports.tell(new Ports.ServerClosed(tenant, key));
    }
    return talk.notServing(key);
  }

  private Talk leave(Talk talk, long number) {
    return told(say(talk, DaemonLine.ack(number, talk.seq())), new NodeLink.Left(child));
  }

  Talk offer(Talk talk, ForWorker.Connection connection) {
    if (!talk.isOpen() || talk.hasEnded()) {
      giveBack(connection, connection.refusals());
      return talk;
    }
    long number = talk.seq();
    return send(
        talk.numbered().offering(number, connection),
        new Sent(
            DaemonLine.connection(connection.key(), number),
            new Cargo.Offer(number, connection.connection()),
            1));
  }

  private Talk answered(Talk talk, long number, boolean isAccepted) {
    var connection = talk.offered().get(number);
    if (connection == null) {
      return talk;
    }
    if (isAccepted) {
      connection.connection().close();
      ports.tell(new Ports.Taken(tenant, connection.key()));
    } else {
      giveBack(connection, connection.refusals() + 1);
    }
    return talk.notOffering(number);
  }

  /** As Node's own primary does it: a few times, then never again. */
  private Talk sendAgain(Talk talk) {
    if (talk.unconfirmed().isEmpty()) {
      return talk;
    }
    var lost = talk.unconfirmed().getFirst();
    var rest = talk.confirmed();
    return lost.tries() < TRIES
        ? send(rest, new Sent(lost.line(), lost.cargo(), lost.tries() + 1))
        : giveUp(rest, lost.cargo());
  }

  private Talk giveUp(Talk talk, Cargo cargo) {
    return switch (cargo) {
      case Cargo.Offer(long number, _) -> answered(talk, number, false);
      case Cargo.Grant(var query, var key, _) -> closed(refuse(talk, query, EMFILE), key);
    };
  }

  private Talk say(Talk talk, String line) {
    channel.send(line, null);
    return talk.numbered();
  }

  private Talk send(Talk talk, Sent sent) {
    channel.send(sent.line(), sent.cargo().handle());
    return talk.sent(sent);
  }

  void giveBackAll(Talk talk) {
    talk.offered().values().forEach(one -> giveBack(one, one.refusals()));
  }

  private void giveBack(ForWorker.Connection one, int refusals) {
    ports.tell(new Ports.GivenBack(tenant, one.key(), one.connection(), refusals));
  }

  /** No connection can reach the worker any longer; the ports are to say when none is coming. */
  void end(boolean isReturning) {
    ports.tell(new Ports.WorkerEnded(tenant, isReturning, self));
  }

  /** A worker without a channel ends at once: Node sees to that. */
  void retire(Talk talk) {
    if (!isWorker) {
      return;
    }
    ports.tell(new Ports.Retiring(tenant));
    talk.servers().keySet().forEach(key -> ports.tell(new Ports.ServerClosed(tenant, key)));
    owner.tell(new NodeLink.Left(child));
  }
}
