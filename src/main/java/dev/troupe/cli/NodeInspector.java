package dev.troupe.cli;

import dev.troupe.api.PortHolder;
import dev.troupe.api.SignalRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opens Node's inspector in a child, by SIGUSR1 (nodejs.org, "Debugging"), and finds its address.
 * It listens on this machine only.
 */
final class NodeInspector {
  private static final int USUAL_PORT = 9229;
  private static final Pattern GIVEN_PORT =
      Pattern.compile("--inspect(?:-brk|-port|-wait)?=(?:.*:)?(\\d{1,5})");

  private static final int POLL_MILLIS = 100;
  private static final int POLLS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Session session;
  private final PortHolder holders = new PortHolder(Path.of("/proc"));

  NodeInspector(Session session) {
    this.session = session;
  }

  /**
   * An inspector that listens.
   *
   * @param webSocket where its protocol is spoken
   * @param page address for Chrome
   * @param wasOpen whether it was open before
   */
  record Open(String webSocket, String page, boolean wasOpen) {}

  /** Opens it, unless it is open. */
  Open open(OneInstance one) throws CommandFailure {
    if (!one.isNode()) {
      throw new CommandFailure(one.title() + " is not run by Node: it has no inspector");
    }
    var nodeArgs = one.spec().program().interpreterArgs();
    int port = nodeArgs == null ? USUAL_PORT : port(nodeArgs);
    var holder = holders.of(port);
    if (holder.isPresent() && holder.get().pid() != one.pid()) {
      throw new CommandFailure(
          "port %d is held by pid %d (%s): give %s another by --node-args --inspect-port=%d"
              .formatted(
                  port,
                  holder.get().pid(),
                  holder.get().command(),
                  one.title(),
                  port + 1 + one.instance().id()));
    }
    var known = holder.isPresent() ? ask(port, true) : null;
    return known != null ? known : opened(one, port);
  }

  private Open opened(OneInstance one, int port) throws CommandFailure {
    var id = String.valueOf(one.instance().id());
    var reply = session.daemon().act(id, "signal", new SignalRequest("SIGUSR1"));
    if (!reply.isOk()) {
      throw new CommandFailure(reply.complaint());
    }
    for (int poll = 0; poll < POLLS; poll++) {
      Pause.millis(POLL_MILLIS);
      var open = ask(port, false);
      if (open != null) {
        return open;
      }
    }
    throw new CommandFailure(
        "%s does not open its inspector on port %d: it may handle SIGUSR1 itself"
            .formatted(one.title(), port));
  }

  static int port(List<String> nodeArgs) {
    int port = USUAL_PORT;
    for (var arg : nodeArgs) {
      var given = GIVEN_PORT.matcher(arg);
      if (given.matches()) {
        port = Integer.parseInt(given.group(1));
      }
    }
    return port;
  }

  /** Node takes a wish for HTTP/2 for one for a WebSocket. */
  private static HttpClient plainClient() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private static @Nullable Open ask(int port, boolean wasOpen) throws CommandFailure {
    var address = URI.create("http://127.0.0.1:" + port + "/json/list");
    try (var client = plainClient()) {
      var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      var body = client.send(request, BodyHandlers.ofString()).body();
      if (JsonReader.read(body) instanceof List<?> targets
          && !targets.isEmpty()
          && targets.getFirst() instanceof Map<?, ?> target
          && target.get("webSocketDebuggerUrl") instanceof String webSocket) {
        return new Open(webSocket, String.valueOf(target.get("devtoolsFrontendUrl")), wasOpen);
      }
      return null;
    } catch (IOException _) {
      return null;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted");
    }
  }
}
