package dev.troupe.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Clients that ask a web server again and again, each time over a new connection. */
final class Visitors {
  private static final int PATIENCE_MILLIS = 10_000;

  private final int port;
  private final AtomicInteger served = new AtomicInteger();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> bodies = new ConcurrentHashMap<>();
  private final List<Thread> threads;
  private volatile boolean leaving;

  private Visitors(int port, int number) {
    this.port = port;
    threads =
        IntStream.range(0, number)
            .mapToObj(_ -> Thread.ofVirtual().unstarted(this::visit))
            .toList();
  }

  /** So many at a time, from now on. */
  static Visitors come(int port, int number) {
    var visitors = new Visitors(port, number);
    visitors.threads.forEach(Thread::start);
    return visitors;
  }

  /** Requests answered so far. */
  int served() {
    return served.get();
  }

  /** What was not answered so far, and how. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Waits until so many more requests were answered. */
  void awaitMore(int requests) throws InterruptedException {
    int goal = served() + requests;
    Troupe.await(requests + " requests are answered", () -> served() >= goal);
  }

  /** How often each body came. */
  Map<String, Integer> bodies() {
    return Map.copyOf(bodies);
  }

  /** Ends after the requests under way. */
  Visitors leave() throws InterruptedException {
    leaving = true;
    for (var thread : threads) {
      thread.join();
    }
    return this;
  }

  private void visit() {
    while (!leaving) {
      try {
        bodies.merge(ask(port), 1, Integer::sum);
        served.incrementAndGet();
      } catch (SocketTimeoutException e) {
        failures.add("no answer in " + PATIENCE_MILLIS + " ms");
      } catch (IOException e) {
        failures.add(String.valueOf(e));
      }
    }
  }

  /** The body of the answer to one request. */
  static String ask(int port) throws IOException {
    try (var socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      socket.connect(address, PATIENCE_MILLIS);
      var request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      int end = answer.indexOf("\r\n\r\n");
      if (!answer.matches("(?s)HTTP/1\\.[01] 200 .*") || end < 0) {
        throw new IOException("answered: " + answer.lines().findFirst().orElse("nothing"));
      }
      return answer.substring(end + 4);
    }
  }
}
