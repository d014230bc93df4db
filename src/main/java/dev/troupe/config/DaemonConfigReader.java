package dev.troupe.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.troupe.config.DaemonSettings.Compression;
import dev.troupe.config.DaemonSettings.Engine;
import dev.troupe.config.DaemonSettings.Http;
import dev.troupe.config.DaemonSettings.LogLevel;
import dev.troupe.config.DaemonSettings.Logs;
import dev.troupe.config.DaemonSettings.Metrics;
import dev.troupe.config.DaemonSettings.Otlp;
import dev.troupe.model.RotationChange;
import dev.troupe.model.Webhook;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the daemon's configuration. What comes first wins: system properties, a few variables of
 * the environment, {@code application.conf} in home, the defaults in {@code reference.conf}.
 */
public final class DaemonConfigReader {
  private static final String FILE = "application.conf";
  private static final String ROOT = "troupe";
  private static final String APPS = "troupe.apps";

  /** One setting, where it is found, and the variable that comes first; empty for none. */
  private record Setting<T>(String path, FieldType<T> type, String variable) {}

  /** The settings of one collector. */
  private record CollectorSettings(
      Setting<Optional<URI>> endpoint,
      Setting<Map<String, String>> headers,
      Setting<Map<String, String>> attributes,
      Setting<Compression> compression) {

    static CollectorSettings at(String path, String usualPath) {
      return new CollectorSettings(
          new Setting<>(path + ".endpoint", CollectorFieldTypes.endpoint(usualPath), ""),
          new Setting<>(path + ".headers", CollectorFieldTypes.HEADERS, ""),
          new Setting<>(path + ".attributes", CollectorFieldTypes.ATTRIBUTES, ""),
          new Setting<>(path + ".compression", oneOf(Compression.class), ""));
    }

    Otlp in(Config all) {
      return new Otlp(
          value(all, endpoint),
          value(all, headers),
          value(all, attributes),
          value(all, compression));
    }
  }

  private static final Setting<Engine> ENGINE =
      new Setting<>("troupe.daemon.engine", oneOf(Engine.class), "TROUPE_ENGINE");
  private static final Setting<Duration> SHUTDOWN_TIMEOUT =
      new Setting<>("troupe.daemon.shutdown-timeout", FieldType.DURATION, "");
  private static final Setting<Duration> USAGE_INTERVAL =
      new Setting<>("troupe.daemon.usage-interval", FieldType.INTERVAL, "PM2_WORKER_INTERVAL");
  private static final Setting<Boolean> AUTODUMP =
      new Setting<>("troupe.daemon.autodump", FieldType.FLAG, "");
  private static final Setting<LogLevel> LOG_LEVEL =
      new Setting<>("troupe.daemon.log-level", oneOf(LogLevel.class), "");
  private static final Setting<Boolean> HTTP_ENABLED =
      new Setting<>("troupe.http.enabled", FieldType.FLAG, "");
  private static final Setting<String> HTTP_HOST =
      new Setting<>("troupe.http.host", FieldType.TEXT, "TROUPE_HTTP_HOST");
  private static final Setting<Integer> HTTP_PORT =
      new Setting<>("troupe.http.port", FieldType.PORT, "TROUPE_HTTP_PORT");
  private static final Setting<Boolean> HTTP_ALLOW_REMOTE =
      new Setting<>("troupe.http.allow-remote", FieldType.FLAG, "TROUPE_HTTP_ALLOW_REMOTE");
  private static final Setting<RotationChange> LOGS_ROTATION =
      new Setting<>("troupe.logs.rotation", LogFieldTypes.ROTATION, "");
  private static final Setting<Long> LOGS_MAX_TOTAL_SIZE =
      new Setting<>("troupe.logs.max-total-size", LogFieldTypes.LIMIT, "");
  private static final CollectorSettings LOGS_OTLP =
      CollectorSettings.at("troupe.logs.otlp", "/v1/logs");
  private static final CollectorSettings METRICS_OTLP =
      CollectorSettings.at("troupe.metrics.otlp", "/v1/metrics");
  private static final Setting<Duration> METRICS_INTERVAL =
      new Setting<>("troupe.metrics.otlp.interval", FieldType.INTERVAL, "");
  private static final Setting<Object> WEBHOOKS =
      new Setting<>("troupe.notify.webhooks", FieldType.PARTS, "");
  private static final List<Setting<?>> SETTINGS =
      List.of(
          ENGINE,
          SHUTDOWN_TIMEOUT,
          USAGE_INTERVAL,
          AUTODUMP,
          LOG_LEVEL,
          HTTP_ENABLED,
          HTTP_HOST,
          HTTP_PORT,
          HTTP_ALLOW_REMOTE,
          LOGS_ROTATION,
          LOGS_MAX_TOTAL_SIZE,
          LOGS_OTLP.endpoint(),
          LOGS_OTLP.headers(),
          LOGS_OTLP.attributes(),
          LOGS_OTLP.compression(),
          METRICS_OTLP.endpoint(),
          METRICS_OTLP.headers(),
          METRICS_OTLP.attributes(),
          METRICS_OTLP.compression(),
          METRICS_INTERVAL,
          WEBHOOKS);

  private final HoconFile file;
  private final Map<String, String> env;
  private final Findings findings = new Findings();

  private DaemonConfigReader(Path file, Map<String, String> env) {
    this.file = new HoconFile(file.toString(), file);
    this.env = env;
  }

  /**
   * Reads it.
   *
   * @param home the daemon's folder; a file there is not needed
   * @param env the daemon's environment
   */
  public static DaemonConfig read(Path home, Map<String, String> env) {
    return new DaemonConfigReader(home.resolve(FILE), env).read();
  }

  /** What a configuration says that is complete, such as that of an application. */
  public static DaemonConfig read(Config all) {
    return new DaemonConfigReader(Path.of(FILE), Map.of()).accept(all);
  }

  private DaemonConfig read() {
    try {
      var own = Files.exists(file.file()) ? file.config() : ConfigFactory.empty();
      warnOfUnknown(own);
      return accept(
          ConfigFactory.defaultOverrides()
              .withFallback(variables())
              .withFallback(own)
              .withFallback(DaemonDefaults.read()));
    } catch (MalformedFile e) {
      return new DaemonConfig.Refused(List.of(e.line()));
    }
  }

  private DaemonConfig accept(Config all) {
    SETTINGS.forEach(setting -> check(all, setting));
    var webhooks = webhooks(found(all, WEBHOOKS));
    if (!findings.errors().isEmpty()) {
      return new DaemonConfig.Refused(findings.errors().stream().map(ConfigError::line).toList());
    }
    var settings =
        new DaemonSettings(
            value(all, ENGINE),
            value(all, SHUTDOWN_TIMEOUT),
            value(all, USAGE_INTERVAL),
            value(all, AUTODUMP),
            value(all, LOG_LEVEL),
            new Http(
                value(all, HTTP_ENABLED),
                value(all, HTTP_HOST),
                value(all, HTTP_PORT),
                value(all, HTTP_ALLOW_REMOTE)),
            new Logs(value(all, LOGS_ROTATION), value(all, LOGS_MAX_TOTAL_SIZE), LOGS_OTLP.in(all)),
            new Metrics(METRICS_OTLP.in(all), value(all, METRICS_INTERVAL)),
            webhooks);
    var system =
        all.withValue("pekko.loglevel", ConfigValueFactory.fromAnyRef(pekko(settings.logLevel())));
    return new DaemonConfig.Accepted(settings, system, findings.warnings());
  }

  /** What is wrong with them is found in the line where the list begins. */
  private List<Webhook> webhooks(ConfigValue value) {
    var found = new Findings();
    var read = WebhooksReader.read(new Part(WEBHOOKS.path(), value.unwrapped(), found));
    var place = file.place(value.origin());
    found.errors().forEach(error -> findings.error(error.at(place)));
    found.warnings().forEach(line -> findings.warning(place + ": " + line));
    return read;
  }

  private void check(Config all, Setting<?> setting) {
    var value = found(all, setting);
    if (read(setting, value).isEmpty()) {
      findings.error(
          new ConfigError(
              file.place(value.origin()),
              setting.path(),
              Values.shown(value.unwrapped()) + " is not " + setting.type().expected(),
              setting.type().remedy()));
    }
  }

  private static <T> T value(Config all, Setting<T> setting) {
    return read(setting, found(all, setting)).orElseThrow();
  }

  private static <T> Optional<T> read(Setting<T> setting, ConfigValue value) {
    return Optional.ofNullable(value.unwrapped()).flatMap(setting.type().reading());
  }

  /** Defaults are below, so that something is found even if it is a null. */
  private static ConfigValue found(Config all, Setting<?> setting) {
    ConfigValue value = all.root();
    for (var name : ConfigUtil.splitPath(setting.path())) {
      value =
          value instanceof ConfigObject object && object.containsKey(name)
              ? object.get(name)
              : value;
    }
    return value;
  }

  private Config variables() {
    var config = ConfigFactory.empty();
    for (var setting : SETTINGS) {
      var text = env.get(setting.variable());
      if (text != null) {
        config =
            config.withValue(
                setting.path(),
                ConfigValueFactory.fromAnyRef(text, "variable " + setting.variable()));
      }
    }
    return config;
  }

  private void warnOfUnknown(Config own) {
    if (own.root().get(ROOT) instanceof ConfigObject troupe) {
      troupe.forEach((name, value) -> warnOfUnknown(ROOT + "." + name, value));
    }
  }

  private void warnOfUnknown(String path, ConfigValue value) {
    var known = SETTINGS.stream().map(Setting::path).toList();
    if (path.equals(APPS) || known.contains(path)) {
      return;
    }
    if (value instanceof ConfigObject object
        && known.stream().anyMatch(setting -> setting.startsWith(path + "."))) {
      object.forEach((name, member) -> warnOfUnknown(path + "." + name, member));
    } else {
      var hint =
          Nearest.to(path, names(known)).map(near -> "; did you mean " + near + "?").orElse("");
      findings.warning(file.place(value.origin()) + ": " + path + ": unknown and ignored" + hint);
    }
  }

  /** Settings and the objects they are in. */
  private static List<String> names(List<String> settings) {
    return settings.stream()
        .flatMap(path -> Stream.of(path, path.substring(0, path.lastIndexOf('.'))))
        .distinct()
        .toList();
  }

  private static <E extends Enum<E>> FieldType<E> oneOf(Class<E> type) {
    var names =
        Arrays.stream(type.getEnumConstants())
            .map(one -> one.name().toLowerCase(Locale.ROOT))
            .toList();
    return new FieldType<>(
        type.getSimpleName(),
        "one of " + String.join(", ", names),
        "write one of them",
        value ->
            names.contains(String.valueOf(value))
                ? Optional.of(type.getEnumConstants()[names.indexOf(String.valueOf(value))])
                : Optional.empty());
  }

  private static String pekko(LogLevel level) {
    return level == LogLevel.WARN ? "WARNING" : level.name();
  }
}
