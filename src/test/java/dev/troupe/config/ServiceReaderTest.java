package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Balance;
import dev.troupe.model.Dependency;
import dev.troupe.model.Dependency.Condition;
import dev.troupe.model.ProbeRules;
import dev.troupe.model.ProbeRules.Kind;
import dev.troupe.model.Readiness;
import dev.troupe.model.Readiness.OnTimeout;
import dev.troupe.model.Readiness.Sign;
import dev.troupe.model.ReloadRules;
import dev.troupe.model.Service;
import dev.troupe.model.SocketSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an app does for others, as declared. */
class ServiceReaderTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir Path folder;
  private Machine machine;

  @BeforeEach
  void setUp() {
    machine = new Machine(folder.toAbsolutePath());
    machine.program("node");
    machine.program("ls");
    machine.write("work/app.js", "");
  }

  private AppSpec app(String field, Object value) {
    return machine.app(Map.of("script", "app.js", field, value));
  }

  private Readiness readiness(Map<String, Object> more) {
    var declared = new HashMap<>(more);
    declared.put("script", "app.js");
    return machine.app(declared).service().readiness();
  }

  @Test
  void aProgramOfWhichNothingIsSaidIsReadyAtOnce() {
    assertThat(machine.app(Map.of("script", "ls")).service()).isEqualTo(Service.PLAIN);
    assertThat(machine.app(Map.of("script", "ls")).dependsOn()).isEmpty();
    assertThat(machine.app(Map.of("script", "ls")).incrementVar()).isNull();
  }

  private static SocketSpec tcp(String name, @Nullable String host, int port) {
    return new SocketSpec(name, host, port, null, SocketSpec.DEFAULT_BACKLOG);
  }

  static Stream<Arguments> sockets() {
    return Stream.of(
        Arguments.of(8080, List.of(tcp("8080", null, 8080))),
        Arguments.of("8080", List.of(tcp("8080", null, 8080))),
        Arguments.of("127.0.0.1:8080", List.of(tcp("8080", "127.0.0.1", 8080))),
        Arguments.of("localhost:8080", List.of(tcp("8080", "127.0.0.1", 8080))),
        Arguments.of("[::1]:8080", List.of(tcp("8080", "::1", 8080))),
        Arguments.of(
            Map.of("name", "web", "host", "0.0.0.0", "port", 80, "backlog", 10),
            List.of(new SocketSpec("web", "0.0.0.0", 80, null, 10))),
        Arguments.of(
            List.of(80, Map.of("port", "443", "name", "tls"), "/run/a.sock"),
            List.of(
                tcp("80", null, 80),
                tcp("tls", null, 443),
                new SocketSpec("a.sock", null, 0, "/run/a.sock", SocketSpec.DEFAULT_BACKLOG))),
        Arguments.of(List.of(), List.of()));
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void readsSockets(Object given, List<SocketSpec> expected) {
    assertThat(app("sockets", given).service().sockets()).isEqualTo(expected);
  }

  @Test
  void aSocketsPathStartsFromTheAppsFolder() {
    assertThat(app("sockets", Map.of("path", "run/a.sock")).service().sockets().getFirst().path())
        .isEqualTo(machine.cwd.resolve("run/a.sock").toString());
  }

  static Stream<Arguments> signs() {
    var three = Duration.ofSeconds(3);
    var thirty = Duration.ofSeconds(30);
    var listen = Duration.ofSeconds(8);
    return Stream.of(
        Arguments.of(Map.of(), Sign.STARTED, three, OnTimeout.ACCEPT),
        Arguments.of(Map.of("instances", 2), Sign.LISTENING, three, OnTimeout.ACCEPT),
        Arguments.of(
            Map.of("instances", 2, "listen_timeout", 8000),
            Sign.LISTENING,
            listen,
            OnTimeout.ACCEPT),
        Arguments.of(
            Map.of("instances", 2, "on_ready_timeout", "rollback"),
            Sign.LISTENING,
            three,
            OnTimeout.ROLLBACK),
        Arguments.of(Map.of("wait_ready", true), Sign.MESSAGE, three, OnTimeout.ROLLBACK),
        Arguments.of(Map.of("waitReady", false), Sign.STARTED, three, OnTimeout.ACCEPT),
        Arguments.of(
            Map.of("wait_ready", true, "onReadyTimeout", "accept", "listenTimeout", "8s"),
            Sign.MESSAGE,
            listen,
            OnTimeout.ACCEPT),
        Arguments.of(
            Map.of("readiness", Map.of("notify", true)), Sign.NOTIFY, thirty, OnTimeout.ROLLBACK),
        Arguments.of(
            Map.of("readiness", Map.of("uptime", true), "listen_timeout", "8s"),
            Sign.UPTIME,
            listen,
            OnTimeout.ROLLBACK),
        Arguments.of(
            Map.of("readiness", Map.of("log", "up", "start_timeout", "8s")),
            Sign.LOG_LINE,
            listen,
            OnTimeout.ROLLBACK),
        Arguments.of(
            Map.of("instances", 2, "readiness", Map.of("tcp", 80, "http", false)),
            Sign.PROBE,
            thirty,
            OnTimeout.ROLLBACK));
  }

  @ParameterizedTest
  @MethodSource("signs")
  void readsWhenItIsReady(
      Map<String, Object> declared, Sign sign, Duration timeout, OnTimeout onTimeout) {
    var readiness = readiness(declared);
    assertThat(readiness.sign()).isEqualTo(sign);
    assertThat(readiness.timeout()).isEqualTo(timeout);
    assertThat(readiness.onTimeout()).isEqualTo(onTimeout);
  }

  @Test
  void readsThePatternOfALogLine() {
    assertThat(readiness(Map.of("readiness", Map.of("log", "listening on \\d+"))).pattern())
        .isEqualTo("listening on \\d+");
  }

  private static ProbeRules probe(
      Kind kind, String host, int port, @Nullable String path, int lowest, int highest) {
    return new ProbeRules(
        kind,
        host,
        port,
        path,
        lowest,
        highest,
        List.of(),
        Duration.ZERO,
        Duration.ofSeconds(10),
        SECOND,
        1,
        3);
  }

  static Stream<Arguments> probes() {
    var local = "127.0.0.1";
    return Stream.of(
        Arguments.of(Map.of("http", 80), probe(Kind.HTTP, local, 80, "/", 200, 399)),
        Arguments.of(
            Map.of("http", Map.of("port", 80, "path", "/h?a=b", "host", "::1", "status", 204)),
            probe(Kind.HTTP, "::1", 80, "/h?a=b", 204, 204)),
        Arguments.of(
            Map.of("http", Map.of("port", 80, "status", "2xx")),
            probe(Kind.HTTP, local, 80, "/", 200, 299)),
        Arguments.of(
            Map.of("http", Map.of("port", 80, "status", "200-404")),
            probe(Kind.HTTP, local, 80, "/", 200, 404)),
        Arguments.of(Map.of("tcp", 80), probe(Kind.TCP, local, 80, null, 100, 599)),
        Arguments.of(
            Map.of("tcp", Map.of("port", 80, "host", "::1")),
            probe(Kind.TCP, "::1", 80, null, 100, 599)));
  }

  @ParameterizedTest
  @MethodSource("probes")
  void readsProbes(Map<String, Object> given, ProbeRules expected) {
    assertThat(app("liveness", given).service().liveness()).isEqualTo(expected);
  }

  @Test
  void readsHowAProbeIsAsked() {
    var declared =
        Map.<String, Object>of(
            "exec",
            List.of("true", 1),
            "initial_delay",
            "2s",
            "interval",
            5000,
            "timeout",
            "3s",
            "successes",
            2,
            "failures",
            4);
    var liveness = app("liveness", declared).service().liveness();
    assertThat(liveness)
        .isEqualTo(
            new ProbeRules(
                Kind.EXEC,
                "",
                0,
                null,
                100,
                599,
                List.of("true", "1"),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                2,
                4));
  }

  @Test
  void runsALineOfAnExecProbeByTheShell() {
    assertThat(readiness(Map.of("readiness", Map.of("exec", "a || b"))).probe())
        .extracting("command", "interval")
        .containsExactly(List.of("/bin/sh", "-c", "a || b"), Duration.ofMillis(500));
  }

  @Test
  void asksAtTheFirstSocketElseAtItsOwnPort() {
    var http = Map.of("http", "/health");
    var atSocket =
        machine.app(Map.of("script", "ls", "sockets", List.of("/s", 81, 82), "liveness", http));
    assertThat(atSocket.service().liveness()).extracting("port", "path").contains(81, "/health");
    var atPort = machine.app(Map.of("script", "ls", "port", 3000, "liveness", http));
    assertThat(atPort.service().liveness()).extracting("port").isEqualTo(0);
  }

  @Test
  void readsHowItIsReloaded() {
    var declared =
        Map.<String, Object>of(
            "script", "app.js",
            "balance", "round-robin",
            "maxSurge", 2,
            "drainTime", "1s",
            "preload", false);
    var service = machine.app(declared).service();
    assertThat(service.balance()).isEqualTo(Balance.ROUND_ROBIN);
    assertThat(service.reload()).isEqualTo(new ReloadRules(2, SECOND, false));
  }

  static Stream<Arguments> dependencies() {
    return Stream.of(
        Arguments.of("db", Condition.STARTED),
        Arguments.of(List.of("db"), Condition.STARTED),
        Arguments.of(Map.of("db", Map.of()), Condition.STARTED),
        Arguments.of(Map.of("db", "ready"), Condition.READY),
        Arguments.of(Map.of("db", Map.of("condition", "started")), Condition.STARTED),
        Arguments.of(Map.of("db", Map.of("condition", "service_healthy")), Condition.READY),
        Arguments.of(
            Map.of("db", Map.of("condition", "service_completed_successfully")),
            Condition.COMPLETED));
  }

  @ParameterizedTest
  @MethodSource("dependencies")
  void readsDependencies(Object given, Condition condition) {
    assertThat(app("depends_on", given).dependsOn())
        .containsExactly(new Dependency("db", condition));
  }

  @Test
  void readsTheVariableThatGrows() {
    assertThat(app("increment_var", "PORT").incrementVar()).isEqualTo("PORT");
  }

  @Test
  void readsThatItIsStoppedByMessage() {
    assertThat(app("shutdown_with_message", true).stop().byMessage()).isTrue();
  }

  @Test
  void takesDefaultsFromPm2sVariables() {
    machine.with("PM2_GRACEFUL_LISTEN_TIMEOUT", "5000").with("PM2_KILL_USE_MESSAGE", "true");
    assertThat(readiness(Map.of()).timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(machine.app(Map.of("script", "app.js")).stop().byMessage()).isTrue();
    assertThat(machine.app(Map.of("script", "ls")).stop().byMessage()).isFalse();
    assertThat(machine.warnings(Map.of("script", "ls"))).isEmpty();
  }

  @Test
  void readsHowOftenASignOfLifeIsExpected() {
    assertThat(app("watchdog", "10s").service().watchdog()).isEqualTo(SECOND.multipliedBy(10));
    assertThat(app("watchdog", 500).service().watchdog()).isEqualTo(Duration.ofMillis(500));
    assertThat(app("name", "x").service().watchdog()).isNull();
  }
}
