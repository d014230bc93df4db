package dev.troupe.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred subscribers to events of whom none ever reads, a webhook whose receiver takes
 * requests and never answers, and a hook that hangs: no effect on supervision.
 */
@Tag("os")
class OnlookersTest {
  private static final int SUBSCRIBERS = 200;

  /** Starts and ends of apps while they look on; each is three events or more. */
  private static final int RESTARTS = 40;

  /** What the daemon may grow by: a subscriber's share of memory is bounded. */
  private static final long GROWTH_KIB = 200L * 1024;

  @TempDir private Path folder;
  private final List<SocketChannel> subscribers = new ArrayList<>();
  private ServerSocket hanging;
  private Troupe troupe;

  @BeforeEach
  void start() throws IOException {
    hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    troupe = new Troupe(folder);
    troupe.write(
        "home/application.conf",
        "troupe.notify.webhooks = [{ url = \"http://127.0.0.1:%d\", events = all, timeout = 1h }]"
            .formatted(hanging.getLocalPort()));
    troupe.write(
        "apps.json",
        """
        {"apps": [{"name": "flapping", "script": "./end.sh", "interpreter": "sh", "instances": 4,
          "exec_mode": "fork", "max_restarts": 1000000, "restart_delay": 10,
          "on_crash": "echo $$ > hook.pid; exec sleep 600", "hook_timeout": "1h"},
         {"name": "steady", "script": "sleep 600"}]}
        """);
    troupe.write("end.sh", "exit 1\n");
  }

  @AfterEach
  void end() throws IOException, InterruptedException {
    for (var one : subscribers) {
      one.close();
    }
    var hook = Long.parseLong(Files.readString(folder.resolve("hook.pid")).strip());
    assertThat(Troupe.lives(hook)).as("the hook hangs").isTrue();
    troupe.close();
    hanging.close();
    Troupe.await("the hook has ended with the daemon", () -> !Troupe.lives(hook));
  }

  private void subscribe() throws IOException {
    var wire = SocketChannel.open(UnixDomainSocketAddress.of(troupe.home().resolve("troupe.sock")));
    var request = "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
    wire.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
    subscribers.add(wire);
  }

  private int restarts() {
    return troupe.list().stream()
        .filter(unit -> unit.name().equals("flapping"))
        .mapToInt(Troupe.Unit::restarts)
        .sum();
  }

  private void awaitsRestarts(int number) throws IOException, InterruptedException {
    int before = restarts();
    Troupe.await(number + " restarts", () -> restarts() >= before + number);
  }

  private long residentKib() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/" + troupe.daemon() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .flatMapToLong(line -> LongStream.of(Long.parseLong(line.replaceAll("\\D", ""))))
          .sum();
    }
  }

  @Test
  void haveNoEffectOnSupervision() throws IOException, InterruptedException {
    troupe.run("start", "apps.json").succeeds();
    awaitsRestarts(RESTARTS);
    long before = residentKib();
    for (int i = 0; i < SUBSCRIBERS; i++) {
      subscribe();
    }
    awaitsRestarts(RESTARTS);
    troupe.run("restart", "steady").succeeds();
    troupe.run("stop", "flapping").succeeds();
    assertThat(troupe.unit("steady").status()).isEqualTo("online");
    assertThat(troupe.unit("flapping").status()).isEqualTo("stopped");
    assertThat(troupe.run("events", "flapping", "--since", "1h").succeeds().out())
        .contains("exited with code 1");
    assertThat(residentKib() - before).isLessThan(GROWTH_KIB);
    assertThat(hanging.isBound()).isTrue();
  }
}
