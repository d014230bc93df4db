package dev.troupe.node;

import dev.troupe.os.ListenAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a Node child says. Nothing a child sends makes it fail: what cannot be understood is
 * handed on as such.
 */
public final class WorkerLine {
  /** Every command between Node and Node begins so, and is longer. */
  private static final String INTERNAL = "NODE_";

  private static final String READY = "ready";

  /** In characters; what {@code @pm2/io} sends has some 2,000. */
  static final int LONGEST_TELEMETRY = 64 * 1024;

  private static final int HIGHEST_PORT = 65_535;

  /** In characters; nightly builds have some 40. */
  static final int LONGEST_VERSION = 100;

  private WorkerLine() {}

  /**
   * What the line means.
   *
   * @param line without its end
   */
  public static FromWorker read(String line) {
    return Lines.read(line)
        .map(json -> meaning(json.value(), line))
        .orElseGet(() -> new FromWorker.Unreadable(line));
  }

  private static FromWorker meaning(@Nullable Object json, String line) {
    if (READY.equals(json)) {
      return new FromWorker.Ready();
    }
    if (!(json instanceof Map<?, ?> fields)) {
      return new FromWorker.UserMessage(line);
    }
    if (fields.get("cmd") instanceof String command
        && command.startsWith(INTERNAL)
        && command.length() > INTERNAL.length()) {
      return internal(command, fields, line);
    }
    return fields.get("type") instanceof String type
        ? typed(type, fields.get("data"), line)
        : new FromWorker.UserMessage(line);
  }

  private static FromWorker typed(String type, @Nullable Object data, String line) {
    return TelemetryReader.read(type, data)
        .<FromWorker>map(
            telemetry ->
                line.length() <= LONGEST_TELEMETRY
                    ? new FromWorker.Monitoring(telemetry)
                    : new FromWorker.TooLong(type, line.length()))
        .orElseGet(() -> new FromWorker.UserMessage(line));
  }

  private static FromWorker internal(String command, Map<?, ?> fields, String line) {
    return switch (command) {
      case "NODE_HANDLE_ACK" -> new FromWorker.HandleTaken();
      case "NODE_HANDLE_NACK" -> new FromWorker.HandleLost();
      case "NODE_HANDLE" -> new FromWorker.HandleSent();
      case "NODE_TROUPE_DRAINED" -> new FromWorker.Drained();
      case "NODE_TROUPE_RUNTIME" ->
          fields.get("node") instanceof String version && version.length() <= LONGEST_VERSION
              ? new FromWorker.Monitoring(new Telemetry.OnNode(version))
              : new FromWorker.Internal(line);
      case "NODE_CLUSTER" -> cluster(fields, line);
      default -> new FromWorker.Internal(line);
    };
  }

  private static FromWorker cluster(Map<?, ?> fields, String line) {
    if (fields.get("act") instanceof String act) {
      return act(act, fields, line);
    }
    return fields.get("ack") instanceof Number ack && fields.get("accepted") instanceof Boolean yes
        ? new FromWorker.ConnectionAnswered(ack.longValue(), yes)
        : new FromWorker.Internal(line);
  }

  private static FromWorker act(String act, Map<?, ?> fields, String line) {
    var other = new FromWorker.Internal(line);
    return switch (act) {
      case "online" -> new FromWorker.Online();
      case "listening" ->
          new FromWorker.Listening(address(fields), integer(fields.get("index"), 0));
      case "close" -> fields.get("key") instanceof String key ? new FromWorker.Closed(key) : other;
      case "queryServer" ->
          fields.get("seq") instanceof Number seq ? query(seq.longValue(), fields) : other;
      case "exitedAfterDisconnect" ->
          fields.get("seq") instanceof Number seq
              ? new FromWorker.ExitedAfterDisconnect(seq.longValue())
              : other;
      default -> other;
    };
  }

  private static FromWorker query(long seq, Map<?, ?> fields) {
    var address = address(fields);
    var data = Lines.write(fields.get("data"));
    if (address == null) {
      return new FromWorker.UnknownServer(seq, data);
    }
    int index = NodeVersions.index(port(fields), integer(fields.get("index"), 0));
    int backlog = NodeVersions.backlog(fields.get("backlog"));
    return new FromWorker.QueryServer(seq, address, index, backlog, data);
  }

  /** Null if there is none that the daemon could bind, as of a server on a descriptor. */
  private static @Nullable ListenAddress address(Map<?, ?> fields) {
    var host = fields.get("address") instanceof String text ? text : null;
    int port = port(fields);
    if (integer(fields.get("fd"), -1) >= 0 || port < -1 || port > HIGHEST_PORT) {
      return null;
    }
    return port == -1 ? path(host) : atPort(host, port, fields);
  }

  private static ListenAddress.@Nullable Unix path(@Nullable String path) {
    return path == null || !path.startsWith("/") || path.indexOf('\0') >= 0
        ? null
        : new ListenAddress.Unix(path);
  }

  private static @Nullable ListenAddress atPort(@Nullable String host, int port, Map<?, ?> fields) {
    boolean onlyV6 = NodeVersions.isOnlyV6(fields.get("flags"));
    return switch (fields.get("addressType")) {
      case String type when type.equals("udp4") -> new ListenAddress.Udp(host, port, false, onlyV6);
      case String type when type.equals("udp6") -> new ListenAddress.Udp(host, port, true, onlyV6);
      case Number type when type.intValue() == 4 || type.intValue() == 6 ->
          new ListenAddress.Tcp(host, port, onlyV6);
      case null, default -> null;
    };
  }

  /** A number that means nothing as a port if there is none. */
  private static int port(Map<?, ?> fields) {
    return integer(fields.get("port"), Integer.MIN_VALUE);
  }

  private static int integer(@Nullable Object value, int otherwise) {
    return value instanceof Integer number ? number : otherwise;
  }
}
