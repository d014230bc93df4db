package dev.troupe.supervision.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.troupe.model.Balance;
import dev.troupe.node.NodeEnvironment;
import dev.troupe.node.Preload;
import dev.troupe.os.Child;
import dev.troupe.os.ChildFiles;
import dev.troupe.os.EngineChoice;
import dev.troupe.os.LaunchPlan;
import dev.troupe.os.LaunchResult;
import dev.troupe.os.Machine;
import dev.troupe.os.NoSockets;
import dev.troupe.os.OutputPipes;
import dev.troupe.os.Wiring;
import dev.troupe.supervision.ports.FormerPlaces;
import dev.troupe.supervision.ports.Ports;
import dev.troupe.supervision.ports.Tenant;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real Node workers, and the daemon's sockets: which Node is found first in the path is up to who
 * runs the tests.
 */
@Tag("os")
@Timeout(120)
class NodeClusterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SIGKILL = 9;

  @TempDir Path folder;
  private ActorTestKit kit;
  private Machine machine;
  private OutputPipes pipes;
  private ActorRef<Ports.Command> ports;
  private TestProbe<NodeLink.News> news;
  private final List<Worker> workers = new ArrayList<>();

  /** A child and its link. */
  private record Worker(Child child, ActorRef<NodeLink.Command> link) {}

  @BeforeEach
  void openEngine() {
    kit = ActorTestKit.create();
    machine =
        EngineChoice.LINUX.open(
            folder.resolve("pipes"), new ChildFiles(folder, folder.resolve("run/troupe")));
    pipes = machine.launcher().openPipes("api-0");
    ports = kit.spawn(Ports.create(machine.sockets(), _ -> {}, FormerPlaces.NONE));
    news = kit.createTestProbe(NodeLink.News.class);
    assumeFalse(machine.sockets() instanceof NoSockets, "the engine has no sockets");
  }

  @AfterEach
  void nothingIsLeft() {
    for (var worker : workers) {
      worker.child().signal(SIGKILL);
      worker.child().exit().toCompletableFuture().join();
    }
    kit.stop(ports);
    kit.shutdownTestKit();
    pipes.close();
    machine.launcher().close();
  }

  private static String app(String name) {
    try {
      var url = NodeClusterTest.class.getResource("/node/" + name);
      return Path.of(Objects.requireNonNull(url).toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** Starts a worker whose instance will have another if {@code isReturning}. */
  private Worker start(
      Tenant tenant, Balance balance, boolean isReturning, String app, Map<String, String> more) {
    var env = new HashMap<>(Map.of("PATH", System.getenv("PATH")));
    env.putAll(more);
    var all = NodeEnvironment.of(env, true, 7, Preload.install(folder.resolve("run")), false);
    var plan =
        new LaunchPlan(
            List.of("node", app(app)),
            folder.toString(),
            all,
            null,
            null,
            new Wiring(false, true, List.of(), List.of(), List.of()));
    var child = ((LaunchResult.Launched) machine.launcher().launch(plan, pipes)).child();
    var channel = child.channel().orElseThrow();
    var link =
        kit.spawn(
            NodeLink.create(
                tenant, child.id(), channel, true, balance, Talk.START, ports, news.ref()));
    child.exit().thenAccept(_ -> link.tell(new NodeLink.ChildEnded(isReturning)));
    var worker = new Worker(child, link);
    workers.add(worker);
    return worker;
  }

  /** Starts a worker and waits until it listens. */
  private Worker serve(Tenant tenant, Balance balance, String app, Map<String, String> env) {
    var worker = start(tenant, balance, false, app, env);
    awaitListening(worker);
    return worker;
  }

  private void awaitListening(Worker worker) {
    var expected = new NodeLink.Listening(worker.child().id());
    while (!news.receiveMessage(PATIENCE).equals(expected)) {
      // News of other workers.
    }
  }

  private static Tenant slot(int slot) {
    return generation(slot, 1);
  }

  private static Tenant generation(int slot, int generation) {
    return new Tenant(1, slot, generation);
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> at(int port) {
    return Map.of("PORT", Integer.toString(port));
  }

  /** The pid of who answers, over a connection of its own. Fails if nobody does. */
  private static long ask(int port) {
    return ask(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  private static long ask(SocketAddress address) {
    try (var channel =
        SocketChannel.open(
            address instanceof UnixDomainSocketAddress
                ? StandardProtocolFamily.UNIX
                : StandardProtocolFamily.INET)) {
      channel.connect(address);
      channel.write(UTF_8.encode("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
      var answer = ByteBuffer.allocate(4096);
      while (channel.read(answer) >= 0) {
        assertThat(answer.hasRemaining()).isTrue();
      }
      return pid(UTF_8.decode(answer.flip()).toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static long pid(String answer) {
    return answer
        .lines()
        .filter(line -> line.matches("[0-9]{2,}"))
        .map(Long::parseLong)
        .reduce((_, last) -> last)
        .orElseThrow(() -> new AssertionError("no answer: " + answer));
  }

  private static Set<Long> askTimes(int times, int port) {
    var answered = new HashSet<Long>();
    for (int i = 0; i < times; i++) {
      answered.add(ask(port));
    }
    return answered;
  }

  @ParameterizedTest
  @ValueSource(strings = {"http.cjs", "http.mjs"})
  void hasAllSlotsServeOnePort(String app) {
    int port = freePort();
    var first = serve(slot(0), Balance.KERNEL, app, at(port));
    var second = serve(slot(1), Balance.KERNEL, app, at(port));
    assertThat(askTimes(100, port))
        .containsExactlyInAnyOrder(first.child().pid(), second.child().pid());
  }

  @Test
  void dealsOutInExactTurns() {
    int port = freePort();
    var first = serve(slot(0), Balance.ROUND_ROBIN, "http.cjs", at(port));
    var second = serve(slot(1), Balance.ROUND_ROBIN, "http.cjs", at(port));
    news.awaitAssert(() -> assertThat(askTimes(2, port)).hasSize(2));
    var order = List.of(ask(port), ask(port), ask(port), ask(port));
    assertThat(order.get(0)).isEqualTo(order.get(2)).isNotEqualTo(order.get(1));
    assertThat(order.get(1)).isEqualTo(order.get(3));
    assertThat(Set.copyOf(order))
        .containsExactlyInAnyOrder(first.child().pid(), second.child().pid());
  }

  @ParameterizedTest
  @EnumSource(Balance.class)
  void answersAllWhenAWorkerIsKilled(Balance balance) {
    int port = freePort();
    var first = serve(slot(0), balance, "http.cjs", at(port));
    var second = serve(slot(1), balance, "http.cjs", at(port));
    first.child().signal(SIGKILL);
    first.child().exit().toCompletableFuture().join();
    assertThat(askTimes(100, port)).containsExactly(second.child().pid());
  }

  @Test
  void letsConnectionsWaitForTheNextWorker() {
    int port = freePort();
    var first = start(slot(0), Balance.KERNEL, true, "http.cjs", at(port));
    awaitListening(first);
    first.child().signal(SIGKILL);
    first.child().exit().toCompletableFuture().join();
    var waiting = CompletableFuture.supplyAsync(() -> ask(port));
    var second = serve(slot(0), Balance.KERNEL, "http.cjs", at(port));
    assertThat(waiting.join()).isEqualTo(second.child().pid());
  }

  @ParameterizedTest
  @EnumSource(Balance.class)
  void losesNothingWhenOneGenerationFollowsAnother(Balance balance) {
    int port = freePort();
    var old = serve(slot(0), balance, "http.cjs", at(port));
    try (var load = new Load(port)) {
      for (int generation = 2; generation < 5; generation++) {
        var next = serve(generation(0, generation), balance, "http.cjs", at(port));
        ports.tell(new Ports.Retiring(generation(0, generation - 1)));
        old.link().tell(new NodeLink.BeginDrain());
        old.link().tell(new NodeLink.Disconnect());
        old.child().exit().toCompletableFuture().join();
        old = next;
      }
      load.stop();
      assertThat(load.answers()).isGreaterThan(10);
    }
  }

  @Test
  void givesServersOnAnyPortTheSameInAllWorkers() {
    var first = start(slot(0), Balance.KERNEL, false, "two-servers.cjs", Map.of());
    var ofFirst = saidBy(first);
    assertThat(ofFirst).contains("\"isWorker\":true", "\"id\":7");
    var second = start(slot(1), Balance.KERNEL, false, "two-servers.cjs", Map.of());
    assertThat(saidBy(second)).isEqualTo(ofFirst);
  }

  private String saidBy(Worker worker) {
    while (true) {
      if (news.receiveMessage(PATIENCE) instanceof NodeLink.Said(var child, var json)) {
        assertThat(child).isEqualTo(worker.child().id());
        return json;
      }
    }
  }

  @Test
  void tellsAWorkerThatThePortIsTaken() throws IOException {
    try (var other = new ServerSocket(0)) {
      var worker = start(slot(0), Balance.KERNEL, false, "taken.cjs", at(other.getLocalPort()));
      assertThat(saidBy(worker)).startsWith("\"EADDRINUSE");
    }
  }

  @ParameterizedTest
  @EnumSource(Balance.class)
  void servesAPath(Balance balance) {
    var env = Map.of("SOCKET", "api.sock");
    var first = serve(slot(0), balance, "unix.cjs", env);
    var second = serve(slot(1), balance, "unix.cjs", env);
    var address = UnixDomainSocketAddress.of(folder.resolve("api.sock"));
    assertThat(ask(address)).isIn(first.child().pid(), second.child().pid());
  }

  @Test
  void servesDatagrams() throws IOException {
    int port = freePort();
    var first = serve(slot(0), Balance.KERNEL, "udp.cjs", at(port));
    var second = serve(slot(1), Balance.KERNEL, "udp.cjs", at(port));
    try (var client = new DatagramSocket()) {
      client.setSoTimeout((int) PATIENCE.toMillis());
      client.send(new DatagramPacket(new byte[1], 1, InetAddress.getLoopbackAddress(), port));
      var answer = new DatagramPacket(new byte[64], 64);
      client.receive(answer);
      var text = new String(answer.getData(), 0, answer.getLength(), UTF_8);
      assertThat(pid(text)).isIn(first.child().pid(), second.child().pid());
    }
  }

  @ParameterizedTest
  @EnumSource(Balance.class)
  void letsHttpsWorkersShareTheirKeys(Balance balance) throws Exception {
    makeCertificate();
    int port = freePort();
    serve(slot(0), balance, "https.cjs", at(port));
    serve(slot(1), balance, "https.cjs", at(port));
    try (var client = new Socket(InetAddress.getLoopbackAddress(), port)) {
      assertThat(client.isConnected()).isTrue();
    }
  }

  private void makeCertificate() throws Exception {
    var openssl =
        new ProcessBuilder(
                List.of(
                    ("openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost"
                            + " -keyout key.pem -out cert.pem")
                        .split(" ")))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(openssl.waitFor()).isZero();
  }

  /** Clients that ask again and again until they are stopped. */
  private static final class Load implements AutoCloseable {
    private final List<CompletableFuture<Integer>> clients = new ArrayList<>();
    private volatile boolean stopped;

    Load(int port) {
      for (int i = 0; i < 4; i++) {
        var client = new CompletableFuture<Integer>();
        clients.add(client);
        Thread.ofVirtual().start(() -> askUntilStopped(port, client));
      }
    }

    private void askUntilStopped(int port, CompletableFuture<Integer> client) {
      try {
        int answers = 0;
        while (!stopped) {
          ask(port);
          answers++;
        }
        client.complete(answers);
      } catch (Throwable failure) {
        client.completeExceptionally(failure);
      }
    }

    void stop() {
      stopped = true;
    }

    /** Fails as the first client did. */
    int answers() {
      return clients.stream().mapToInt(CompletableFuture::join).sum();
    }

    @Override
    public void close() {
      stop();
    }
  }
}
