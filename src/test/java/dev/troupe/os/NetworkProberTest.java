package dev.troupe.os;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.ProbeRules;
import dev.troupe.model.ProbeRules.Kind;
import dev.troupe.os.Prober.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("os")
class NetworkProberTest {
  private static final String HOST = "127.0.0.1";
  private static final Duration PLENTY = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(100);

  private final NetworkProber prober = new NetworkProber();
  private @TempDir Path folder;

  private static ProbeRules rules(
      Kind kind, int port, @Nullable String path, List<String> command, Duration timeout) {
    return new ProbeRules(
        kind, HOST, port, path, 200, 399, command, Duration.ZERO, SHORT, timeout, 1, 1);
  }

  private Answer ask(ProbeRules rules, int port) {
    return Waiting.resultOf(
        prober.ask(rules, port, folder.toString(), Map.of("PATH", "/usr/bin:/bin")));
  }

  private Answer get(int port, Duration timeout) {
    return ask(rules(Kind.HTTP, port, "/health?deep", List.of(), timeout), 0);
  }

  private Answer connect(int port) {
    return ask(rules(Kind.TCP, port, null, List.of(), PLENTY), 0);
  }

  private Answer run(Duration timeout, String... command) {
    return ask(rules(Kind.EXEC, 0, null, List.of(command), timeout), 0);
  }

  private static String reason(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Unhealthy.class);
    return ((Answer.Unhealthy) answer).reason();
  }

  /** Answers one request with this text, and completes with what it was asked. */
  private static CompletableFuture<String> serves(ServerSocket server, String answer) {
    var request = new CompletableFuture<String>();
    Thread.startVirtualThread(
        () -> {
          try (var connection = server.accept()) {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
              head.append((char) connection.getInputStream().read());
            }
            connection.getOutputStream().write(answer.getBytes(US_ASCII));
            request.complete(head.toString());
          } catch (IOException e) {
            request.completeExceptionally(e);
          }
        });
    return request;
  }

  private static ServerSocket server() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static int unusedPort() throws IOException {
    try (var server = server()) {
      return server.getLocalPort();
    }
  }

  @Test
  void asksForThePathWithItsQuery() throws IOException {
    try (var server = server()) {
      var request = serves(server, "HTTP/1.1 204 No Content\r\n\r\n");
      assertThat(get(server.getLocalPort(), PLENTY)).isInstanceOf(Answer.Healthy.class);
      assertThat(Waiting.resultOf(request))
          .startsWith("GET /health?deep HTTP/1.1\r\n")
          .contains("Host: 127.0.0.1:" + server.getLocalPort())
          .contains("Connection: close");
    }
  }

  @ParameterizedTest
  @CsvSource({"200, true", "302, true", "399, true", "404, false", "503, false"})
  void isHealthyByTheExpectedStatusesAlone(int status, boolean healthy) throws IOException {
    try (var server = server()) {
      var _ = serves(server, "HTTP/1.1 %d X\r\nLocation: /elsewhere\r\n\r\n".formatted(status));
      var answer = get(server.getLocalPort(), PLENTY);
      assertThat(answer instanceof Answer.Healthy).isEqualTo(healthy);
    }
  }

  @Test
  void saysWhatWasAnswered() throws IOException {
    try (var server = server()) {
      var _ = serves(server, "HTTP/1.1 503 Service Unavailable\r\n\r\n");
      assertThat(reason(get(server.getLocalPort(), PLENTY)))
          .isEqualTo(
              "GET http://127.0.0.1:%d/health?deep answered 503".formatted(server.getLocalPort()));
    }
  }

  @Test
  void waitsForTheAnswerThatFollowsAnInterimOne() throws IOException {
    try (var server = server()) {
      var _ =
          serves(server, "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
      assertThat(get(server.getLocalPort(), PLENTY)).isInstanceOf(Answer.Healthy.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2\r\n", "", "HTTP/1.1"})
  void doesNotTakeSomethingElseForHttp(String answer) throws IOException {
    try (var server = server()) {
      var _ = serves(server, answer);
      assertThat(reason(get(server.getLocalPort(), PLENTY))).contains("something else than HTTP");
    }
  }

  @Test
  void doesNotWaitLongerForAnAnswerThanItMay() throws IOException {
    try (var server = server()) {
      assertThat(reason(get(server.getLocalPort(), SHORT))).contains("not answered within 100 ms");
    }
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    int port = unusedPort();
    assertThat(reason(get(port, PLENTY))).contains("refused");
    assertThat(reason(connect(port))).startsWith("connecting to 127.0.0.1:" + port);
  }

  @Test
  void isHealthyIfItCanConnect() throws IOException {
    try (var server = server()) {
      assertThat(connect(server.getLocalPort())).isInstanceOf(Answer.Healthy.class);
    }
  }

  @Test
  void asksTheInstancesOwnPortIfTheRulesNameNone() throws IOException {
    try (var server = server()) {
      var rules = rules(Kind.TCP, 0, null, List.of(), PLENTY);
      assertThat(ask(rules, server.getLocalPort())).isInstanceOf(Answer.Healthy.class);
      assertThat(reason(ask(rules, 0))).contains("PORT");
    }
  }

  @Test
  void isHealthyIfTheCommandSucceeds() {
    assertThat(run(PLENTY, "true")).isInstanceOf(Answer.Healthy.class);
    assertThat(reason(run(PLENTY, "sh", "-c", "echo no; exit 3"))).endsWith("exited with code 3");
  }

  @Test
  void runsTheCommandWhereTheAppLives() {
    assertThat(run(PLENTY, "sh", "-c", "test \"$PWD\" = " + folder))
        .isInstanceOf(Answer.Healthy.class);
  }

  @Test
  void saysThatThereIsNoSuchCommand() {
    assertThat(reason(run(PLENTY, "no-such-command"))).contains("no-such-command");
  }

  @Test
  void killsACommandThatTakesTooLongWithItsDescendants() throws IOException {
    var pids = folder.resolve("pids");
    var script = "sleep 600 & echo $! > pids; echo $$ >> pids; wait";
    assertThat(reason(run(Duration.ofSeconds(2), "sh", "-c", script))).contains("within 2000 ms");
    for (var pid : Files.readAllLines(pids)) {
      Waiting.until(
          "the command is gone",
          () -> !ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false));
    }
  }
}
