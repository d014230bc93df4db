package dev.troupe.os;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;

/** Does it accept a connection? */
record TcpQuestion(String host, int port) implements NetworkProber.Question {

  @Override
  public Optional<String> problem(NetworkProber.Deadline deadline) {
    var question = "connecting to %s:%d".formatted(host, port);
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), deadline.left());
      return Optional.empty();
    } catch (SocketTimeoutException e) {
      return Optional.of(deadline.missedBy(question));
    } catch (IOException e) {
      return Optional.of("%s failed: %s".formatted(question, e.getMessage()));
    }
  }
}
