package dev.troupe.cli;

import dev.troupe.api.Apps;
import dev.troupe.api.DaemonInfo;
import dev.troupe.api.HomeLayout;
import dev.troupe.api.Instances;
import dev.troupe.api.Json;
import dev.troupe.api.MemoryReport;
import dev.troupe.api.TroubleReport;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.InstanceSummary;
import dev.troupe.model.MemoryShare;
import dev.troupe.model.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The daemon of one home, started by the first request if none runs. */
final class Daemon {
  private static final String API = "/api/v1";

  private final ApiClient client;
  private final DaemonStarter starter;
  private final WhenStarted whenStarted;

  /**
   * @param whenStarted called after a daemon has been started
   */
  Daemon(HomeLayout home, Installation installation, WhenStarted whenStarted)
      throws CommandFailure {
    this.whenStarted = whenStarted;
    try {
      client = new ApiClient(home.socket());
    } catch (IOException e) {
      throw new CommandFailure(FileTrouble.reason(e));
    }
    starter = new DaemonStarter(installation, home, client);
  }

  /** What a daemon that has just begun is asked first. */
  interface WhenStarted {
    void run() throws CommandFailure;
  }

  private void start() throws CommandFailure {
    starter.start();
    whenStarted.run();
  }

  List<InstanceSummary> instances() throws CommandFailure {
    return get("/instances").as(Instances.class).instances();
  }

  /** The instances that a target means; none if it means nothing. */
  List<InstanceSummary> instances(String target) throws CommandFailure {
    return get("/instances?target=" + encoded(target)).as(Instances.class).instances();
  }

  List<AppSnapshot> apps() throws CommandFailure {
    return get("/apps").as(Apps.class).apps();
  }

  /** The apps that a target means with the instances it means; none if it means nothing. */
  List<AppSnapshot> appsIfAny(String target) throws CommandFailure {
    return get("/apps?target=" + encoded(target)).as(Apps.class).apps();
  }

  /** The apps that a target means; fails if it means none. */
  List<AppSnapshot> apps(String target) throws CommandFailure {
    return get("/apps/" + encoded(target)).as(Apps.class).apps();
  }

  /**
   * What the memory of the instances weighs that a target means. Nice to know: nothing if the
   * daemon does not say, as one of an earlier version.
   */
  List<MemoryShare> memory(String target) throws CommandFailure {
    var reply = get("/apps/" + encoded(target) + "/memory");
    return reply.isOk() ? reply.as(MemoryReport.class).instances() : List.of();
  }

  /** What can be seen of instances of the target that do not run though they should. */
  List<Trouble> troubles(String target) throws CommandFailure {
    var reply = get("/apps/" + encoded(target) + "/trouble");
    return reply.isOk() ? reply.as(TroubleReport.class).instances() : List.of();
  }

  /** All metrics as Prometheus gets them. */
  String metricsPage() throws CommandFailure {
    var reply = send("GET", "", "/metrics", null);
    if (!reply.isOk()) {
      throw new CommandFailure(reply.complaint());
    }
    return reply.body();
  }

  DaemonInfo info() throws CommandFailure {
    return get("/daemon").as(DaemonInfo.class);
  }

  Reply get(String path) throws CommandFailure {
    return send("GET", path, null);
  }

  Reply post(String path, Object body) throws CommandFailure {
    return send("POST", path, Json.write(body));
  }

  /** Asks without a body. */
  Reply ask(String method, String path) throws CommandFailure {
    return send(method, path, null);
  }

  /** Does something to what a target means: {@code stop}, {@code restart}, {@code reset}. */
  Reply act(String target, String action, @Nullable Object body) throws CommandFailure {
    var path = "/apps/" + encoded(target) + "/" + action;
    return send("POST", path, body == null ? null : Json.write(body));
  }

  Reply delete(String target) throws CommandFailure {
    return send("DELETE", "/apps/" + encoded(target), null);
  }

  /** Asks without starting a daemon; null if none runs. */
  @Nullable Reply askRunning(String method, String path) throws CommandFailure {
    return askRunning(method, path, null);
  }

  @Nullable Reply askRunning(String method, String path, @Nullable String json)
      throws CommandFailure {
    try {
      return client.send(method, API + path, json);
    } catch (NoDaemonException _) {
      return null;
    } catch (HungUpException e) {
      if (starter.isGone()) {
        return null;
      }
      throw broken(e);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  boolean isRunning() {
    return client.answers();
  }

  /** Asks for anything below {@code /api/v1}. */
  Reply send(String method, String path, @Nullable String json) throws CommandFailure {
    return send(method, API, path, json);
  }

  private Reply send(String method, String root, String path, @Nullable String json)
      throws CommandFailure {
    try {
      return client.send(method, root + path, json);
    } catch (NoDaemonException _) {
      start();
    } catch (HungUpException e) {
      startNext(e, method.equals("GET"));
    } catch (IOException e) {
      throw broken(e);
    }
    try {
      return client.send(method, root + path, json);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /**
   * Starts another daemon in place of one that has died while it was asked.
   *
   * @param isRepeatable whether it does no harm to ask for the same twice
   */
  private void startNext(HungUpException e, boolean isRepeatable) throws CommandFailure {
    if (!starter.isGone()) {
      throw broken(e);
    }
    if (e.isRead() && !isRepeatable) {
      throw new CommandFailure(
          "the daemon died before it answered: what it was asked for may be done or not. Its apps"
              + " go on, and the next command starts another daemon for them: look with list, and"
              + " repeat what is missing");
    }
    start();
  }

  /** Streams events; returns when the stream ends or the listener has enough. */
  void stream(String path, EventListener listener) throws CommandFailure {
    try {
      var refusal = streamed(API + path, listener);
      if (refusal != null) {
        throw new CommandFailure(refusal.complaint());
      }
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private @Nullable Reply streamed(String path, EventListener listener)
      throws IOException, CommandFailure {
    try {
      return client.stream(path, listener);
    } catch (NoDaemonException _) {
      start();
    } catch (HungUpException e) {
      startNext(e, true);
    }
    return client.stream(path, listener);
  }

  /**
   * The same for whoever can do without a daemon: none is started.
   *
   * @return what the daemon says instead of a stream; null after a stream
   * @throws NoDaemonException if none runs
   */
  @Nullable Reply listen(String path, EventListener listener) throws IOException {
    return client.stream(API + path, listener);
  }

  private static CommandFailure broken(IOException e) {
    return new CommandFailure("the daemon cannot be asked: " + FileTrouble.reason(e));
  }

  /** Percent-encoded as one segment of a path or one value of a query (RFC 3986, section 2). */
  static String encoded(String text) {
    var encoded = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isPlain(c)) {
        encoded.append(c);
      } else {
        encoded.append('%');
        encoded.append("0123456789ABCDEF".charAt(c >> 4));
        encoded.append("0123456789ABCDEF".charAt(c & 15));
      }
    }
    return encoded.toString();
  }

  private static boolean isPlain(char c) {
    return isBetween(c, 'a', 'z')
        || isBetween(c, 'A', 'Z')
        || isBetween(c, '0', '9')
        || "-_~".indexOf(c) >= 0;
  }

  private static boolean isBetween(char c, char first, char last) {
    return c >= first && c <= last;
  }
}
