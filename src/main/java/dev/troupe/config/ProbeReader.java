package dev.troupe.config;

import dev.troupe.model.ProbeRules;
import dev.troupe.model.ProbeRules.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the questions that {@code readiness} and {@code liveness} can ask. */
final class ProbeReader {
  static final Field<Object> HTTP = Field.of("http", FieldType.PARTS, "it answers a GET request");
  static final Field<Object> TCP = Field.of("tcp", FieldType.PARTS, "it accepts a connection");
  static final Field<List<String>> EXEC = Field.of("exec", FieldType.COMMAND, "a command succeeds");
  private static final Field<Duration> INITIAL_DELAY =
      Field.of("initial_delay", FieldType.DURATION, "pause before the first question");
  private static final Field<Duration> INTERVAL =
      Field.of("interval", FieldType.INTERVAL, "pause between two questions");
  private static final Field<Duration> TIMEOUT =
      Field.of("timeout", FieldType.INTERVAL, "a later answer counts as none");
  private static final Field<Integer> SUCCESSES =
      Field.of("successes", FieldType.NUMBER, "answers in a row that make it healthy");
  private static final Field<Integer> FAILURES =
      Field.of("failures", FieldType.NUMBER, "missing answers in a row that make it unhealthy");

  /** What every probe can have. */
  static final List<Field<?>> FIELDS =
      List.of(HTTP, TCP, EXEC, INITIAL_DELAY, INTERVAL, TIMEOUT, SUCCESSES, FAILURES);

  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(1);

  private static final int USUAL_FAILURES = 3;

  private static final Field<Integer> PORT = Field.of("port", FieldType.OPEN_PORT, "its port");
  private static final Field<String> HOST = Field.of("host", FieldType.ADDRESS, "its address");
  private static final Field<String> PATH =
      Field.of(
          "path",
          new FieldType<>(
              "url-path",
              "a path of a URL",
              "give one that begins with a slash, such as \"/health\"",
              value -> Values.text(value).filter(path -> path.matches("/[!-~]*"))),
          "what is asked for");
  private static final Field<Status> STATUS =
      Field.of(
          "status",
          new FieldType<>(
              "status",
              "an HTTP status",
              "give one such as 200, \"200-299\" or \"2xx\"",
              Status::read),
          "answers of health");
  private static final FieldTable ADDRESS = new FieldTable(List.of(PORT, HOST));
  private static final FieldTable REQUEST = new FieldTable(List.of(PORT, HOST, PATH, STATUS));

  private final Map<String, String> env;
  private final Optional<Integer> socket;
  private final Duration usualInterval;

  /**
   * @param env what the app finds in its environment
   * @param socket port of the app's first socket, if it has one
   * @param usualInterval pause between two questions unless it is given
   */
  ProbeReader(Map<String, String> env, Optional<Integer> socket, Duration usualInterval) {
    this.env = env;
    this.socket = socket;
    this.usualInterval = usualInterval;
  }

  /** Lowest and highest HTTP status that is an answer of health; Kubernetes takes 200 to 399. */
  private record Status(int lowest, int highest) {
    static final Status USUAL = new Status(200, 399);

    /** Of a question that no status answers. */
    static final Status ANY = new Status(100, 599);

    static Optional<Status> read(Object value) {
      var text = Values.asText(value);
      if (text.matches("[1-5]xx")) {
        int first = (text.charAt(0) - '0') * 100;
        return Optional.of(new Status(first, first + 99));
      }
      if (!text.matches("[1-5]\\d\\d(-[1-5]\\d\\d)?")) {
        return Optional.empty();
      }
      int lowest = Integer.parseInt(text, 0, 3, 10);
      int highest = Integer.parseInt(text, text.length() - 3, text.length(), 10);
      return Optional.of(new Status(lowest, highest)).filter(_ -> lowest <= highest);
    }
  }

  /**
   * A question; empty if something is wrong with it.
   *
   * @param kind which of the three fields it is asked in
   */
  Optional<ProbeRules> read(Field<?> kind, Section probe) {
    if (kind.equals(HTTP)) {
      return probe.part(HTTP).flatMap(ProbeReader::request).flatMap(asked -> http(asked, probe));
    }
    if (kind.equals(TCP)) {
      return probe.part(TCP).flatMap(ProbeReader::connection).flatMap(asked -> tcp(asked, probe));
    }
    return probe
        .get(EXEC)
        .map(command -> rules(probe, Kind.EXEC, new Address("", 0), null, Status.ANY, command));
  }

  /** A port, a path, or true for the usual ones of both. */
  private static Optional<Section> request(Part part) {
    return switch (part.value()) {
      case Map<?, ?> _ -> Optional.of(part.section(REQUEST));
      case Number port -> Optional.of(part.with("port", port).section(REQUEST));
      case String path when path.startsWith("/") ->
          Optional.of(part.with("path", path).section(REQUEST));
      case Boolean flag when flag -> Optional.of(part.section(REQUEST));
      case null, default ->
          refused(part, "give a port, a path such as \"/health\", or { port: 8080, path: \"/\" }");
    };
  }

  private static Optional<Section> connection(Part part) {
    return switch (part.value()) {
      case Map<?, ?> _ -> Optional.of(part.section(ADDRESS));
      case Number port -> Optional.of(part.with("port", port).section(ADDRESS));
      case Boolean flag when flag -> Optional.of(part.section(ADDRESS));
      case null, default -> refused(part, "give a port or { port: 8080 }");
    };
  }

  private static Optional<Section> refused(Part part, String remedy) {
    part.refuse(Values.shown(part.value()) + " tells no address", remedy);
    return Optional.empty();
  }

  private Optional<ProbeRules> http(Section request, Section probe) {
    var path = request.get(PATH).orElse("/");
    var status = request.get(STATUS).orElse(Status.USUAL);
    return address(request)
        .map(address -> rules(probe, Kind.HTTP, address, path, status, List.of()));
  }

  private Optional<ProbeRules> tcp(Section connection, Section probe) {
    return address(connection)
        .map(address -> rules(probe, Kind.TCP, address, null, Status.ANY, List.of()));
  }

  private record Address(String host, int port) {}

  /** Where the app says it listens, unless it is given: at its first socket, else at its PORT. */
  private Optional<Address> address(Section section) {
    var host = section.get(HOST).orElse("127.0.0.1");
    if (section.has(PORT)) {
      return section.get(PORT).map(port -> new Address(host, port));
    }
    if (socket.isEmpty() && !env.containsKey("PORT")) {
      section.refuse(PORT, "is missing, and the app has neither a socket nor PORT", "give it");
      return Optional.empty();
    }
    return Optional.of(new Address(host, socket.orElse(0)));
  }

  private ProbeRules rules(
      Section probe,
      Kind kind,
      Address address,
      @Nullable String path,
      Status status,
      List<String> command) {
    return new ProbeRules(
        kind,
        address.host(),
        address.port(),
        path,
        status.lowest(),
        status.highest(),
        command,
        probe.get(INITIAL_DELAY).orElse(Duration.ZERO),
        probe.get(INTERVAL).orElse(usualInterval),
        probe.get(TIMEOUT).orElse(USUAL_TIMEOUT),
        probe.get(SUCCESSES).orElse(1),
        probe.get(FAILURES).orElse(USUAL_FAILURES));
  }
}
