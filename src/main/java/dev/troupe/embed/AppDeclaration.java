package dev.troupe.embed;

import dev.troupe.config.Declaration;
import dev.troupe.model.Dependency;
import dev.troupe.model.ExecMode;
import dev.troupe.model.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An app as somebody wants it: what to run, how often, and how to look after it. Immutable; every
 * method that names a field returns another declaration.
 *
 * <pre>{@code
 * AppDeclaration.of("thumbnails", "worker.py")
 *     .args("--queue", "images")
 *     .instances(4)
 *     .killTimeout(Duration.ofSeconds(10))
 *     .maxMemoryRestart(512L * 1024 * 1024);
 * }</pre>
 *
 * <p>The fields are those of process files, with the same defaults; {@link #with} sets those that
 * have no method of their own. Whether they are right is found out when the app is declared, since
 * scripts and accounts are looked up there: what is wrong comes back as {@link Answer.Invalid}.
 *
 * <p>Output goes to {@link Troupe#logs()}, and into files only where {@link #outFile} and its like
 * name some or the supervisor has a home.
 */
// Each method names one field, which its first sentence explains, and returns the declaration with
// it.
@SuppressWarnings("doclint:missing")
public final class AppDeclaration {
  private final Map<String, Object> fields;

  private AppDeclaration(Map<String, Object> fields) {
    this.fields = Map.copyOf(fields);
  }

  /**
   * An app of this name.
   *
   * @param name what requests call it
   * @param script a file, a command in {@code PATH} or a line for a shell; what runs it follows
   *     from its ending ({@code .js}: node, {@code .py}: python3, {@code .sh}: bash)
   */
  public static AppDeclaration of(String name, String script) {
    return new AppDeclaration(Map.of("name", name, "script", script));
  }

  /** One in the fields of a process file, for apps that are read from somewhere. */
  public static AppDeclaration ofFields(Map<String, ? extends @Nullable Object> fields) {
    var given = new LinkedHashMap<String, Object>();
    fields.forEach(
        (name, value) -> {
          if (value != null) {
            given.put(name, value);
          }
        });
    return new AppDeclaration(given);
  }

  /** Its fields as a process file has them. */
  public Map<String, Object> fields() {
    return fields;
  }

  /**
   * With any field of a process file, under whichever of its names; the value replaces the one it
   * had.
   *
   * @param value a text, a number, true or false, or lists and string-keyed maps of these; the text
   *     {@code null} takes the field away
   */
  public AppDeclaration with(String field, Object value) {
    return new AppDeclaration(Declaration.overlaid(fields, Map.of(field, value)));
  }

  private AppDeclaration with(String field, Duration duration) {
    return with(field, duration.toMillis());
  }

  /** A group of apps that requests can name together (default: {@code default}). */
  public AppDeclaration namespace(String namespace) {
    return with("namespace", namespace);
  }

  /** The arguments of the script. */
  public AppDeclaration args(String... args) {
    return with("args", List.of(args));
  }

  /**
   * What runs the script, with its own arguments.
   *
   * @param interpreter a file or a command in {@code PATH}; {@code none} runs the script itself
   */
  public AppDeclaration interpreter(String interpreter, String... args) {
    var named = with("interpreter", interpreter);
    return args.length == 0 ? named : named.with("node_args", List.of(args));
  }

  /** The working directory (default: that of {@link TroupeSettings#cwd()}). */
  public AppDeclaration cwd(Path cwd) {
    return with("cwd", cwd.toString());
  }

  /** One more variable of its environment, over what it inherits. */
  public AppDeclaration env(String name, String value) {
    return env(Map.of(name, value));
  }

  /** More variables of its environment. */
  public AppDeclaration env(Map<String, String> variables) {
    var all = new LinkedHashMap<String, Object>();
    if (fields.get("env") instanceof Map<?, ?> present) {
      present.forEach((name, value) -> all.put(String.valueOf(name), value));
    }
    all.putAll(variables);
    return with("env", Map.copyOf(all));
  }

  /** Who it runs as; only root may choose (default: the user of this process). */
  public AppDeclaration user(String user) {
    return with("uid", user);
  }

  /** How many processes, at least 1 (default: 1). */
  public AppDeclaration instances(int instances) {
    return with("instances", instances);
  }

  /** Fork, or for Node and Bun a cluster whose workers share ports (default: fork). */
  public AppDeclaration execMode(ExecMode mode) {
    return with("exec_mode", mode.name().toLowerCase(Locale.ROOT));
  }

  /** Whether declaring it starts it (default: true). */
  public AppDeclaration autostart(boolean isOn) {
    return with("autostart", isOn);
  }

  /** Whether it is started again when it ends (default: true). */
  public AppDeclaration autorestart(boolean isOn) {
    return with("autorestart", isOn);
  }

  /** An earlier end is unstable (default: 1 s). */
  public AppDeclaration minUptime(Duration uptime) {
    return with("min_uptime", uptime);
  }

  /** Unstable ends in a row until it is given up (default: 16). */
  public AppDeclaration maxRestarts(int restarts) {
    return with("max_restarts", restarts);
  }

  /** The pause before a restart (default: none). */
  public AppDeclaration restartDelay(Duration delay) {
    return with("restart_delay", delay);
  }

  /** The first of growing pauses, which then replace {@link #restartDelay} (default: off). */
  public AppDeclaration backoff(Duration first) {
    return with("exp_backoff_restart_delay", first);
  }

  /** Exit codes, 0 to 255, after which it is done (default: none). */
  public AppDeclaration stopExitCodes(Integer... codes) {
    return with("stop_exit_codes", List.of(codes));
  }

  /** The first signal of a stop (default: SIGINT). */
  public AppDeclaration killSignal(String signal) {
    return with("kill_signal", signal);
  }

  /** From there to SIGKILL (default: 1.6 s). */
  public AppDeclaration killTimeout(Duration timeout) {
    return with("kill_timeout", timeout);
  }

  /** Whether a stop also means its descendants (default: true). */
  public AppDeclaration treekill(boolean isOn) {
    return with("treekill", isOn);
  }

  /** It is ready once a GET request is answered with 200 to 399. */
  public AppDeclaration readyByHttp(int port, String path) {
    return with("readiness", Map.of("http", Map.of("port", port, "path", path)));
  }

  /** It is ready once it accepts connections. */
  public AppDeclaration readyByTcp(int port) {
    return with("readiness", Map.of("tcp", port));
  }

  /** It is ready once a line of its output has a match of this regular expression. */
  public AppDeclaration readyByLog(String pattern) {
    return with("readiness", Map.of("log", pattern));
  }

  /** It is ready once it has sent {@code READY=1} to its notify socket (sd_notify(3)). */
  public AppDeclaration readyByNotify() {
    return with("readiness", Map.of("notify", true));
  }

  /** For how long it may take to become ready (default: 3 s, 30 s if it says how it shows). */
  public AppDeclaration listenTimeout(Duration timeout) {
    return with("listen_timeout", timeout);
  }

  /** What it is that is not ready in time (default: failed, if it says how it shows). */
  public AppDeclaration onReadyTimeout(Readiness.OnTimeout outcome) {
    return with("on_ready_timeout", outcome.name().toLowerCase(Locale.ROOT));
  }

  /** It is ended and started anew if a GET request is not answered three times in a row. */
  public AppDeclaration aliveByHttp(int port, String path) {
    return with("liveness", Map.of("http", Map.of("port", port, "path", path)));
  }

  /** Another app that comes first, and what has to be true of it. */
  public AppDeclaration dependsOn(String app, Dependency.Condition condition) {
    var all = new LinkedHashMap<String, Object>();
    if (fields.get("depends_on") instanceof Map<?, ?> present) {
      present.forEach((name, value) -> all.put(String.valueOf(name), value));
    }
    all.put(app, condition.name().toLowerCase(Locale.ROOT));
    return with("depends_on", Map.copyOf(all));
  }

  /** One more listening socket that its instances inherit (LISTEN_FDS). */
  public AppDeclaration socket(int port) {
    var all = new ArrayList<Object>();
    if (fields.get("sockets") instanceof List<?> present) {
      all.addAll(present);
    }
    all.add(port);
    return with("sockets", List.copyOf(all));
  }

  /** Instances that a reload replaces at a time (default: 1). */
  public AppDeclaration maxSurge(int slots) {
    return with("max_surge", slots);
  }

  /** Bytes of memory above which an instance is started anew (default: no limit). */
  public AppDeclaration maxMemoryRestart(long bytes) {
    return with("max_memory_restart", bytes);
  }

  /** Bytes of memory that an instance may have at most, by cgroup (default: no limit). */
  public AppDeclaration memory(long bytes) {
    return with("memory", bytes);
  }

  /** CPUs that an instance may keep busy, by cgroup (default: no limit). */
  public AppDeclaration cpus(double cpus) {
    return with("cpus", cpus);
  }

  /**
   * When it is started anew.
   *
   * @param expression as in crontab(5), or with a sixth field for seconds before the others
   */
  public AppDeclaration cronRestart(String expression) {
    return with("cron_restart", expression);
  }

  /** The file of its standard output. */
  public AppDeclaration outFile(Path file) {
    return with("out_file", file.toString());
  }

  /** The file of its standard error. */
  public AppDeclaration errorFile(Path file) {
    return with("error_file", file.toString());
  }

  /** The file of both. */
  public AppDeclaration logFile(Path file) {
    return with("log_file", file.toString());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AppDeclaration that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return fields.getOrDefault("name", "app") + " " + fields.keySet();
  }
}
