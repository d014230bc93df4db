package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user is told of sockets, probes and dependencies, word for word. */
class ServiceLinesTest {
  private static final String SOCKET =
      " is not a socket; give a port, \"host:port\", a path with a slash, or { port: 8080 }";
  private static final String PORT =
      " is not a port that others can know; give a number from 1 to 65535";
  private static final String ADDRESS =
      " is not an IP address; give one such as \"127.0.0.1\" or \"::1\","
          + " or leave it out for all";
  private static final String OBJECT =
      " is not an object; give one such as { http: { path: \"/health\", port: 8080 } }";

  @TempDir Path folder;
  private Machine machine;

  @BeforeEach
  void setUp() {
    machine = new Machine(folder.toAbsolutePath());
    machine.program("ls");
  }

  static Stream<Arguments> sockets() {
    return Stream.of(
        Arguments.of(true, "sockets: true" + SOCKET),
        Arguments.of("web", "sockets: \"web\"" + SOCKET),
        Arguments.of("example.com:80", "sockets: \"example.com:80\"" + SOCKET),
        Arguments.of(0, "sockets: 0" + PORT),
        Arguments.of(List.of(80, 70_000), "sockets[1]: 70000" + PORT),
        Arguments.of(
            List.of(80, Map.of("port", 81), Map.of("port", 0)), "sockets[2].port: 0" + PORT),
        Arguments.of(
            Map.of("port", 80, "host", "example.com"), "sockets.host: \"example.com\"" + ADDRESS),
        Arguments.of(Map.of("port", 80, "host", "1.2.3"), "sockets.host: \"1.2.3\"" + ADDRESS),
        Arguments.of(
            List.of(Map.of("name", "web")),
            "sockets[0]: names neither a port nor a path; give one of them"),
        Arguments.of(
            Map.of("port", 80, "path", "/s"),
            "sockets: names both a port and a path; give one of them"),
        Arguments.of(
            Map.of("path", "/s", "host", "::1"),
            "sockets.host: goes with a port, not with a path; leave it out"),
        Arguments.of(
            Map.of("port", 80, "name", "a:b"),
            "sockets.name: \"a:b\" is not a name of a socket;"
                + " give a text without colons and line ends"),
        Arguments.of(
            Map.of("port", 80, "backlog", 0),
            "sockets.backlog: 0 is not a whole number from 1; give a number such as 1, 2 or 10"),
        Arguments.of(
            List.of(80, "80"),
            "sockets[1]: is at the address of another one; leave one of them out"),
        Arguments.of(
            "/" + "x".repeat(107),
            "sockets: /"
                + "x".repeat(107)
                + " is longer than the 107 bytes a socket's path may have; choose a shorter one"));
  }

  @ParameterizedTest
  @MethodSource("sockets")
  void saysWhatIsWrongWithASocket(Object value, String line) {
    assertThat(machine.errors(Map.of("script", "ls", "sockets", value)))
        .containsExactly("apps[0]." + line);
  }

  static Stream<Arguments> probes() {
    return Stream.of(
        Arguments.of("http", "\"http\"" + OBJECT),
        Arguments.of(Map.of("exec", "x", "tcp", 1), "names tcp and exec; leave all but one out"),
        Arguments.of(
            Map.of("http", true),
            ".http.port: is missing, and the app has neither a socket nor PORT; give it"),
        Arguments.of(Map.of("http", 70_000), ".http.port: 70000" + PORT),
        Arguments.of(
            Map.of("http", "health"),
            ".http: \"health\" tells no address;"
                + " give a port, a path such as \"/health\", or { port: 8080, path: \"/\" }"),
        Arguments.of(
            Map.of("http", Map.of("port", 1, "path", "a b")),
            ".http.path: \"a b\" is not a path of a URL;"
                + " give one that begins with a slash, such as \"/health\""),
        Arguments.of(
            Map.of("http", Map.of("port", 1, "status", "299-200")),
            ".http.status: \"299-200\" is not an HTTP status;"
                + " give one such as 200, \"200-299\" or \"2xx\""),
        Arguments.of(
            Map.of("tcp", "x"), ".tcp: \"x\" tells no address; give a port or { port: 8080 }"),
        Arguments.of(Map.of("tcp", Map.of("port", "x")), ".tcp.port: \"x\"" + PORT),
        Arguments.of(
            Map.of("exec", ""),
            ".exec: \"\" is not a command;"
                + " give a line for /bin/sh, or a list of the program and its arguments"),
        Arguments.of(
            Map.of("tcp", 1, "interval", 0),
            ".interval: 0 is not a duration above zero; give milliseconds, or a number with its"
                + " unit such as \"500ms\", \"10s\" or \"2m\""),
        Arguments.of(
            Map.of("tcp", 1, "failures", 0),
            ".failures: 0 is not a whole number from 1; give a number such as 1, 2 or 10"));
  }

  private static String after(String field, String line) {
    return "apps[0]." + field + (line.startsWith(".") ? line : ": " + line);
  }

  @ParameterizedTest
  @MethodSource("probes")
  void saysWhatIsWrongWithAProbe(Object value, String line) {
    assertThat(machine.errors(Map.of("script", "ls", "liveness", value)))
        .containsExactly(after("liveness", line));
    assertThat(machine.errors(Map.of("script", "ls", "readiness", value)))
        .containsExactly(after("readiness", line));
  }

  @Test
  void saysWhatAProbeCanBe() {
    assertThat(machine.errors(Map.of("script", "ls", "readiness", Map.of("notify", false))))
        .containsExactly(
            "apps[0].readiness: names nothing that could be seen;"
                + " give one of http, tcp, exec, notify, log, uptime");
    assertThat(machine.errors(Map.of("script", "ls", "liveness", Map.of())))
        .containsExactly(
            "apps[0].liveness: names nothing that could be seen; give one of http, tcp, exec");
  }

  static Stream<Arguments> readiness() {
    return Stream.of(
        Arguments.of(
            Map.of("log", "("),
            ".log: \"(\" is not a regular expression; give one such as \"listening on \\\\d+\""),
        Arguments.of(
            Map.of("uptime", true, "start_timeout", "1s"),
            ".start_timeout: 1000 ms is not longer than min_uptime, so it would never be ready;"
                + " give a longer one"));
  }

  @ParameterizedTest
  @MethodSource("readiness")
  void saysWhatIsWrongWithASignOfReadiness(Object value, String line) {
    assertThat(machine.errors(Map.of("script", "ls", "readiness", value)))
        .containsExactly("apps[0].readiness" + line);
  }

  @Test
  void refusesTwoSignsOfReadiness() {
    machine.program("node");
    machine.write("work/app.js", "");
    var declared = Map.of("script", "app.js", "wait_ready", true, "readiness", Map.of("tcp", 1));
    assertThat(machine.errors(declared))
        .containsExactly(
            "apps[0].wait_ready: and readiness are two answers to one question; leave one out");
  }

  static Stream<Arguments> dependencies() {
    return Stream.of(
        Arguments.of("ls", ": ls cannot wait for itself; leave it out"),
        Arguments.of(List.of("a", "a"), "[1]: a is named twice; leave one of them out"),
        Arguments.of(List.of("a", true), "[1]: true is not a text; give a text that is not empty"),
        Arguments.of(
            Map.of("db", Map.of("condition", "up")),
            ".db.condition: \"up\" is not one of the choices; write started, ready or completed"),
        Arguments.of(
            Map.of("db", 7),
            ".db: 7 is not one of the choices; write started, ready or completed"));
  }

  @ParameterizedTest
  @MethodSource("dependencies")
  void saysWhatIsWrongWithADependency(Object value, String line) {
    assertThat(machine.errors(Map.of("script", "ls", "depends_on", value)))
        .containsExactly("apps[0].depends_on" + line);
  }

  @Test
  void saysWhyAVariableCannotCount() {
    var declared = Map.of("script", "ls", "increment_var", "PORT", "env", Map.of("PORT", "http"));
    assertThat(machine.errors(declared))
        .containsExactly(
            "apps[0].increment_var: PORT is \"http\" in env, no whole number;"
                + " set it to the number of the first instance");
  }

  @Test
  void looksAtAllOfItThoughTheScriptIsMissing() {
    assertThat(machine.errors(Map.of("script", "nope.js", "sockets", 0, "depends_on", true)))
        .hasSize(3);
  }

  @Test
  void warnsOfAnUnknownPartWithTheNearestOne() {
    var declared = Map.of("script", "ls", "sockets", Map.of("port", 80, "hots", "::1"));
    assertThat(machine.warnings(declared))
        .containsExactly("apps[0].sockets.hots: unknown and ignored; did you mean host?");
  }

  @Test
  void warnsOfSocketsForACluster() {
    machine.program("node");
    machine.write("work/app.js", "");
    assertThat(machine.warnings(Map.of("script", "app.js", "instances", 2, "sockets", 80)))
        .containsExactly(
            "apps[0]: sockets are for exec_mode fork: a cluster's workers share ports by"
                + " themselves");
  }

  @Test
  void warnsOfMessagesToWhatIsNotNode() {
    var declared = Map.<String, Object>of("script", "ls", "wait_ready", true);
    assertThat(machine.warnings(declared))
        .containsExactly(
            "apps[0]: wait_ready is ignored, since only Node programs can say ready;"
                + " use readiness");
    assertThat(machine.warnings(Map.of("script", "ls", "shutdown_with_message", true)))
        .containsExactly(
            "apps[0]: shutdown_with_message is ignored, since only Node programs get messages");
  }
}
