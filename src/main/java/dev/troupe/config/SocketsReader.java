package dev.troupe.config;

import dev.troupe.model.SocketSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads {@code sockets}: a port, {@code "host:port"}, a path, an object, or a list of these. */
final class SocketsReader {
  private static final Field<String> NAME =
      Field.of(
          "name",
          new FieldType<>(
              "socket-name",
              "a name of a socket",
              "give a text without colons and line ends",
              value -> Values.text(value).filter(SocketsReader::isName)),
          "what the child calls it");
  private static final Field<String> HOST =
      Field.of("host", FieldType.ADDRESS, "address to listen at");
  private static final Field<Integer> PORT =
      Field.of("port", FieldType.OPEN_PORT, "port to listen at");
  private static final Field<String> PATH =
      Field.of("path", FieldType.TEXT, "file of a unix-domain socket");
  private static final Field<Integer> BACKLOG =
      Field.of("backlog", FieldType.NUMBER, "connections that may wait");
  private static final FieldTable TABLE = new FieldTable(List.of(NAME, HOST, PORT, PATH, BACKLOG));

  /** Linux, unix(7): 108 bytes with the NUL at the end. */
  private static final int LONGEST_PATH = 107;

  private static final String REMEDY =
      "give a port, \"host:port\", a path with a slash, or { port: 8080 }";

  private final BasePath cwd;

  /**
   * @param cwd where relative paths start
   */
  SocketsReader(BasePath cwd) {
    this.cwd = cwd;
  }

  List<SocketSpec> read(Part sockets) {
    var read = new ArrayList<SocketSpec>();
    for (var part : sockets.elements()) {
      var socket = socket(part);
      if (socket.isPresent() && read.stream().anyMatch(other -> isSame(other, socket.get()))) {
        part.refuse("is at the address of another one", "leave one of them out");
      }
      socket.ifPresent(read::add);
    }
    return read;
  }

  private Optional<SocketSpec> socket(Part part) {
    return switch (part.value()) {
      case Map<?, ?> _ -> object(part);
      case Number _ -> part.as(FieldType.OPEN_PORT).map(port -> tcp("", port));
      case String text when text.contains("/") -> local(part, text, Optional.empty(), usual());
      case String text -> address(part, text);
      case null, default -> refused(part);
    };
  }

  private static Optional<SocketSpec> address(Part part, String text) {
    int colon = text.lastIndexOf(':');
    var host = colon < 0 ? "*" : text.substring(0, colon).replaceFirst("^\\[(.*)]$", "$1");
    var address = Values.address(host);
    var port = FieldType.OPEN_PORT.reading().apply(text.substring(colon + 1));
    return address.isPresent() && port.isPresent()
        ? Optional.of(tcp(colon < 0 ? "" : address.get(), port.get()))
        : refused(part);
  }

  private static Optional<SocketSpec> refused(Part part) {
    part.refuse(Values.shown(part.value()) + " is not a socket", REMEDY);
    return Optional.empty();
  }

  private Optional<SocketSpec> object(Part part) {
    var socket = part.section(TABLE);
    boolean isLocal = socket.has(PATH);
    if (isLocal == socket.has(PORT)) {
      part.refuse(
          isLocal ? "names both a port and a path" : "names neither a port nor a path",
          "give one of them");
      return Optional.empty();
    }
    if (isLocal && socket.has(HOST)) {
      socket.refuse(HOST, "goes with a port, not with a path", "leave it out");
    }
    var name = socket.get(NAME);
    int backlog = socket.get(BACKLOG).orElse(usual());
    return isLocal
        ? socket
            .part(PATH)
            .flatMap(at -> at.as(PATH.type()).flatMap(text -> local(at, text, name, backlog)))
        : socket
            .get(PORT)
            .map(
                port ->
                    new SocketSpec(
                        name.orElse(port.toString()),
                        socket.get(HOST).orElse(null),
                        port,
                        null,
                        backlog));
  }

  private Optional<SocketSpec> local(Part part, String text, Optional<String> name, int backlog) {
    var path = cwd.resolve(text).toString();
    if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
      part.refuse(
          "%s is longer than the %d bytes a socket's path may have".formatted(path, LONGEST_PATH),
          "choose a shorter one");
      return Optional.empty();
    }
    var usualName = Interpreters.baseName(path).replace(':', '-');
    return Optional.of(new SocketSpec(name.orElse(usualName), null, 0, path, backlog));
  }

  /**
   * @param host empty for all addresses
   */
  private static SocketSpec tcp(String host, int port) {
    return new SocketSpec(
        Integer.toString(port), host.isEmpty() ? null : host, port, null, usual());
  }

  private static int usual() {
    return SocketSpec.DEFAULT_BACKLOG;
  }

  /** As sd_listen_fds_with_names(3) has it: names are joined by colons. */
  private static boolean isName(String text) {
    return text.indexOf(':') < 0 && text.chars().noneMatch(Character::isISOControl);
  }

  private static boolean isSame(SocketSpec one, SocketSpec other) {
    return one.port() == other.port()
        && Objects.equals(one.host(), other.host())
        && Objects.equals(one.path(), other.path());
  }
}
