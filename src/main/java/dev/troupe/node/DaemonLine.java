package dev.troupe.node;

import dev.troupe.os.ListenAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Composes what the daemon says to a Node child. Each {@code seq} is a number of the daemon's that
 * it has not used before on this channel.
 */
public final class DaemonLine {
  /** Answers a socket that the child has sent. */
  public static final String HANDLE_TAKEN = "{\"cmd\":\"NODE_HANDLE_ACK\"}";

  /**
   * From now on HTTP responses are to close their connection; for the preloaded script, which
   * answers by {@link FromWorker.Drained} once no connection is left from before.
   */
  public static final String DRAIN = "{\"cmd\":\"NODE_TROUPE_DRAIN\"}";

  /** What {@code process.on('message')} gets as a request to end (PM2's shutdown_with_message). */
  public static final String SHUTDOWN = "\"shutdown\"";

  private DaemonLine() {}

  /**
   * The socket that goes along is the worker's to accept from.
   *
   * @param key by which the worker will name the server
   * @param data JSON
   */
  public static String socket(FromWorker.QueryServer query, String key, String data, long seq) {
    var answer = answer(query.seq(), key, 0, data);
    answer.put("seq", seq);
    boolean isDatagrams = query.address() instanceof ListenAddress.Udp;
    return withHandle(isDatagrams ? "dgram.Native" : "net.Native", answer);
  }

  /**
   * Connections will be handed to the worker one by one.
   *
   * @param bound with the real port
   * @param data JSON
   */
  public static String turns(
      FromWorker.QueryServer query, String key, ListenAddress bound, String data, long seq) {
    var answer = answer(query.seq(), key, 0, data);
    var name = socketName(bound);
    if (name != null) {
      answer.put("sockname", name);
    }
    answer.put("seq", seq);
    return Lines.write(answer);
  }

  /**
   * The worker cannot listen: its server gets the error event.
   *
   * @param ack number of the worker's request
   * @param errno positive
   * @param data of the worker's request: without it an HTTPS server breaks instead
   */
  public static String refusal(long ack, int errno, String data, long seq) {
    var answer = answer(ack, "", errno, data);
    answer.put("seq", seq);
    return Lines.write(answer);
  }

  /** The socket that goes along is a connection for the server of this key. */
  public static String connection(String key, long seq) {
    var message = cluster();
    message.put("act", "newconn");
    message.put("key", key);
    message.put("seq", seq);
    return withHandle("net.Native", message);
  }

  /** The worker is to close its servers and end when its connections have. */
  public static String disconnect(long seq) {
    var message = cluster();
    message.put("act", "disconnect");
    message.put("seq", seq);
    return Lines.write(message);
  }

  /** Answers the worker's message of this number, which waits for nothing but that. */
  public static String ack(long ack, long seq) {
    var message = cluster();
    message.put("ack", ack);
    message.put("seq", seq);
    return Lines.write(message);
  }

  /**
   * What {@code process.on('message')} gets.
   *
   * @param json any value, may be spread over several lines
   */
  public static String user(String json) {
    return json.replace('\n', ' ').replace('\r', ' ');
  }

  /**
   * The child is to do one of its actions, as {@code @pm2/io} expects to be told.
   *
   * @param params any JSON value; null for an action that takes none
   * @param app name of the app
   * @return JSON
   */
  public static String trigger(String action, @Nullable Object params, String app) {
    if (params == null) {
      return Lines.write(action);
    }
    var message = new LinkedHashMap<String, Object>();
    message.put("msg", action);
    message.put("opts", params);
    message.put("name", app);
    return Lines.write(message);
  }

  private static Map<String, Object> cluster() {
    var message = new LinkedHashMap<String, Object>();
    message.put("cmd", "NODE_CLUSTER");
    return message;
  }

  private static Map<String, Object> answer(long ack, String key, int errno, String data) {
    var answer = cluster();
    answer.put("errno", errno == 0 ? null : -errno);
    answer.put("key", key);
    answer.put("ack", ack);
    answer.put("data", Lines.read(data).map(Lines.Value::value).orElse(null));
    return answer;
  }

  private static String withHandle(String type, Map<String, Object> message) {
    var outer = new LinkedHashMap<String, Object>();
    outer.put("cmd", "NODE_HANDLE");
    outer.put("type", type);
    outer.put("msg", message);
    return Lines.write(outer);
  }

  /** What {@code server.address()} shows; a unix-domain socket shows its path by itself. */
  private static @Nullable Map<String, Object> socketName(ListenAddress bound) {
    if (!(bound instanceof ListenAddress.Tcp(var host, int port, _))) {
      return null;
    }
    var address = host == null ? "::" : host;
    var name = new LinkedHashMap<String, Object>();
    name.put("address", address);
    name.put("family", address.indexOf(':') < 0 ? "IPv4" : "IPv6");
    name.put("port", port);
    return name;
  }
}
