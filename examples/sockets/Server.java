// A web server on the socket it inherits. Java takes it from file descriptor 0 only, so it is started by
// `exec java Server.java <&3`. When asked to end it takes no more connections, answers those it has, and ends.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

class Server {
  private static final ExecutorService THREADS = Executors.newCachedThreadPool();

  public static void main(String... args) throws IOException {
    if (!(System.inheritedChannel() instanceof ServerSocketChannel listener)) {
      System.err.println("no socket was inherited: start this with its ecosystem.toml");
      System.exit(1);
      return;
    }
    var accepting = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(listener, accepting)));
    System.out.println("listening on " + listener.getLocalAddress());
    try {
      while (true) {
        var connection = listener.accept();
        THREADS.execute(() -> answer(connection));
      }
    } catch (ClosedChannelException e) {
      // It is to end. Nothing is printed: closing an inherited channel takes standard output with it.
    }
  }

  private static void end(ServerSocketChannel listener, Thread accepting) {
    try {
      listener.close();
      accepting.join();
      THREADS.shutdown();
      THREADS.awaitTermination(10, TimeUnit.SECONDS);
    } catch (IOException | InterruptedException e) {
      System.err.println("did not end in order: " + e);
    }
  }

  private static void answer(SocketChannel connection) {
    try (connection) {
      var in = new BufferedReader(new InputStreamReader(Channels.newInputStream(connection)));
      var line = in.readLine();
      while (line != null && !line.isEmpty()) {
        line = in.readLine();
      }
      var text = "hello from pid " + ProcessHandle.current().pid() + "\n";
      var head =
          "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: ";
      Channels.newOutputStream(connection)
          .write((head + text.length() + "\r\n\r\n" + text).getBytes());
    } catch (IOException e) {
      System.err.println("a client went away: " + e.getMessage());
    }
  }
}
