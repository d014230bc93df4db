package dev.troupe.os;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Does it answer a GET request with an expected status? No redirect is followed, no body read.
 *
 * @param path with its query
 * @param lowest lowest expected status
 * @param highest highest expected status
 */
record HttpQuestion(String host, int port, String path, int lowest, int highest)
    implements NetworkProber.Question {

  /** The head of an interim answer (1xx), which says nothing yet. */
  private static final Pattern INTERIM =
      Pattern.compile("\\AHTTP/1\\.\\d 1\\d\\d.*?\\r?\\n\\r?\\n", Pattern.DOTALL);

  private static final Pattern STATUS = Pattern.compile("\\AHTTP/1\\.\\d (\\d{3})[ \\r\\n]");

  /** Longer heads before a status are nobody's. */
  private static final int LONGEST = 16 * 1024;

  @Override
  public Optional<String> problem(NetworkProber.Deadline deadline) {
    var question = "GET http://%s%s".formatted(authority(), path);
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), deadline.left());
      socket.getOutputStream().write(request().getBytes(ISO_8859_1));
      var status = status(socket, deadline);
      if (status.isEmpty()) {
        return Optional.of(question + " was answered by something else than HTTP");
      }
      int code = status.getAsInt();
      return code >= lowest && code <= highest
          ? Optional.empty()
          : Optional.of("%s answered %d".formatted(question, code));
    } catch (SocketTimeoutException e) {
      return Optional.of(deadline.missedBy(question));
    } catch (IOException e) {
      return Optional.of("%s failed: %s".formatted(question, e.getMessage()));
    }
  }

  private String request() {
    return "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: troupe\r\nAccept: */*\r\nConnection: close\r\n\r\n"
        .formatted(path, authority());
  }

  private String authority() {
    return (host.contains(":") ? "[%s]:%d" : "%s:%d").formatted(host, port);
  }

  /** Empty if what comes is not HTTP, or ends too early. */
  private static OptionalInt status(Socket socket, NetworkProber.Deadline deadline)
      throws IOException {
    var head = new StringBuilder();
    var buffer = new byte[1024];
    while (head.length() < LONGEST) {
      if (deadline.isOver()) {
        throw new SocketTimeoutException();
      }
      socket.setSoTimeout(deadline.left());
      int read = socket.getInputStream().read(buffer);
      if (read < 0) {
        return OptionalInt.empty();
      }
      head.append(new String(buffer, 0, read, ISO_8859_1));
      var status = STATUS.matcher(withoutInterim(head));
      if (status.find() && !status.group(1).startsWith("1")) {
        return OptionalInt.of(Integer.parseInt(status.group(1)));
      }
    }
    return OptionalInt.empty();
  }

  private static String withoutInterim(CharSequence head) {
    var rest = head.toString();
    for (var interim = INTERIM.matcher(rest); interim.find(); interim = INTERIM.matcher(rest)) {
      rest = rest.substring(interim.end());
    }
    return rest;
  }
}
