package dev.troupe.embed;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import dev.troupe.config.DaemonConfig;
import dev.troupe.config.DaemonConfigReader;
import dev.troupe.config.DaemonSettings;
import dev.troupe.model.OtlpCollector;
import dev.troupe.model.RotationSettings;
import dev.troupe.model.Webhook;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * How a supervisor is to behave. Immutable; {@code with...} returns other settings. What nobody
 * sets is as {@code reference.conf} has it under {@code troupe.embed}, where each is explained.
 */
public final class TroupeSettings {

  /** How processes are run. */
  public enum Engine {
    /** Linux's own calls where they work, else Java's. */
    AUTO,
    /** Linux's own calls; if they do not work, nothing is supervised. */
    LINUX,
    /** Java's, which runs everywhere and can do less. */
    PORTABLE
  }

  /** Comes with {@code io.opentelemetry:opentelemetry-exporter-otlp}, which is optional. */
  private static final String EXPORTER =
      "io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter";

  private final Config troupe;
  private final DaemonConfig.Accepted shared;
  private final Map<String, String> env;
  private final List<AppDeclaration> apps;

  private TroupeSettings(Config troupe, Map<String, String> env, List<AppDeclaration> apps) {
    this.troupe = troupe;
    this.shared = shared(troupe);
    this.env = Map.copyOf(env);
    this.apps = List.copyOf(apps);
  }

  /**
   * Those of the system's configuration, without the apps that are declared there.
   *
   * @param system the actor system
   * @return the settings
   */
  public static TroupeSettings create(ActorSystem<?> system) {
    return of(system.settings().config().getConfig("troupe"));
  }

  /**
   * Those of a section of a configuration that is complete, as {@code troupe} is: for a second
   * supervisor with other settings, lay the section of your own over that one.
   *
   * @param troupe the section
   * @return the settings
   * @throws IllegalArgumentException with one line that names place, setting and value
   */
  public static TroupeSettings of(Config troupe) {
    try {
      return read(troupe);
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static TroupeSettings read(Config troupe) {
    var env = troupe.getBoolean("embed.inherit-env") ? System.getenv() : Map.<String, String>of();
    return new TroupeSettings(troupe, env, List.of()).checked();
  }

  /** What the daemon has as well. */
  private static DaemonConfig.Accepted shared(Config troupe) {
    return switch (DaemonConfigReader.read(troupe.atKey("troupe"))) {
      case DaemonConfig.Accepted accepted -> accepted;
      case DaemonConfig.Refused(var errors) ->
          throw new IllegalArgumentException(errors.getFirst());
    };
  }

  /** All of it is read once, so that what is wrong shows here and not later. */
  private TroupeSettings checked() {
    var settings =
        List.<Supplier<?>>of(
            this::home,
            this::engine,
            this::cwd,
            this::usageInterval,
            this::shutdownTimeout,
            this::shutdownPhase,
            this::isInReceptionist,
            this::eventBuffer,
            this::logBufferBytes,
            this::dispatcher,
            this::blockingDispatcher,
            this::logDispatcher,
            this::timeZone,
            this::logCollector,
            this::metricsCollector);
    for (var setting : settings) {
      Objects.requireNonNull(setting.get());
    }
    return this;
  }

  /** The apps that a section declares in its {@code apps}, in the fields of a process file. */
  static List<AppDeclaration> appsOf(Config troupe) {
    var apps = new ArrayList<AppDeclaration>();
    if (troupe.hasPath("apps")) {
      for (var app : troupe.getObjectList("apps")) {
        apps.add(AppDeclaration.ofFields(app.unwrapped()));
      }
    }
    return apps;
  }

  private TroupeSettings with(String setting, Object value) {
    var changed = troupe.withValue("embed." + setting, ConfigValueFactory.fromAnyRef(value));
    return new TroupeSettings(changed, env, apps).checked();
  }

  /**
   * With a folder for what is to outlive this process: the state that the next one goes on from,
   * and logs, pids and events. One supervisor or daemon at a time may have it.
   *
   * @param home the folder; made if missing
   * @return the settings
   */
  public TroupeSettings withHome(Path home) {
    return with("home", home.toAbsolutePath().toString());
  }

  /**
   * With another way to run processes.
   *
   * @param engine the way
   * @return the settings
   */
  public TroupeSettings withEngine(Engine engine) {
    return with("engine", engine.name().toLowerCase(Locale.ROOT));
  }

  /**
   * With another folder that relative paths of apps start from.
   *
   * @param cwd the folder
   * @return the settings
   */
  public TroupeSettings withCwd(Path cwd) {
    return with("cwd", cwd.toAbsolutePath().toString());
  }

  /**
   * With another environment that each app's own is laid over.
   *
   * @param env all variables
   * @return the settings
   */
  public TroupeSettings withEnv(Map<String, String> env) {
    return new TroupeSettings(troupe, env, apps);
  }

  /**
   * With another time zone of schedules that name none.
   *
   * @param zone the time zone
   * @return the settings
   */
  public TroupeSettings withTimeZone(ZoneId zone) {
    return with("time-zone", zone.getId());
  }

  /**
   * With another time between two measurements of CPU and memory, above zero.
   *
   * @param interval the time, above zero
   * @return the settings
   */
  public TroupeSettings withUsageInterval(Duration interval) {
    return with("usage-interval", interval);
  }

  /**
   * With another time that all apps together may take to end.
   *
   * @param timeout the time, above zero
   * @return the settings
   */
  public TroupeSettings withShutdownTimeout(Duration timeout) {
    return with("shutdown-timeout", timeout);
  }

  /**
   * With apps that are declared, and started, as soon as the supervisor works.
   *
   * @param apps the apps, in place of those before
   * @return the settings
   */
  public TroupeSettings withApps(List<AppDeclaration> apps) {
    return new TroupeSettings(troupe, env, apps);
  }

  /** {@return where it keeps what outlives it; empty if nothing is to} */
  public Optional<Path> home() {
    return Optional.of(troupe.getString("embed.home"))
        .filter(text -> !text.isEmpty())
        .map(text -> Path.of(text).toAbsolutePath());
  }

  /** {@return how processes are run} */
  public Engine engine() {
    var word = troupe.getString("embed.engine");
    return Stream.of(Engine.values())
        .filter(engine -> engine.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    "engine", word + " is not one of auto, linux, portable", "write one of them"));
  }

  private IllegalArgumentException wrong(String setting, String problem, String remedy) {
    var place = troupe.getValue("embed." + setting).origin().description();
    return new IllegalArgumentException(
        "%s: troupe.embed.%s: %s; %s".formatted(place, setting, problem, remedy));
  }

  private Duration positive(String setting) {
    var duration = troupe.getDuration("embed." + setting);
    if (!duration.isPositive()) {
      throw wrong(setting, "it must be above zero", "give one such as 30s");
    }
    return duration;
  }

  private int count(String setting, long number) {
    if (number < 1 || number > Integer.MAX_VALUE) {
      throw wrong(setting, number + " is out of range", "give one from 1 to " + Integer.MAX_VALUE);
    }
    return (int) number;
  }

  /**
   * Absolute folder that relative paths of apps start from.
   *
   * @return the settings
   */
  public Path cwd() {
    return Path.of(troupe.getString("embed.cwd")).toAbsolutePath();
  }

  /** {@return what each app's own environment is laid over} */
  public Map<String, String> env() {
    return env;
  }

  /** {@return in which schedules of apps are meant that name no time zone} */
  public ZoneId timeZone() {
    var zone = troupe.getString("embed.time-zone");
    try {
      return zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw wrong("time-zone", zone + " is no time zone", "give one such as Europe/Berlin");
    }
  }

  /** {@return time between two measurements that nobody asked for} */
  public Duration usageInterval() {
    return positive("usage-interval");
  }

  /** {@return how long all apps together may take to end} */
  public Duration shutdownTimeout() {
    return positive("shutdown-timeout");
  }

  /** {@return the phase of the host's CoordinatedShutdown in which they do; empty for none} */
  public Optional<String> shutdownPhase() {
    return Optional.of(troupe.getString("embed.shutdown-phase")).filter(phase -> !phase.isEmpty());
  }

  /** {@return whether it is in the receptionist under {@link TroupeSupervisor#SERVICE_KEY}} */
  public boolean isInReceptionist() {
    return troupe.getBoolean("embed.receptionist");
  }

  /** {@return events that may wait for one follower; of more the oldest are dropped and counted} */
  public int eventBuffer() {
    return count("event-buffer", troupe.getInt("embed.event-buffer"));
  }

  /**
   * {@return bytes of lines that may wait for one follower; what is more is dropped and counted}
   */
  public int logBufferBytes() {
    return count("log-buffer", troupe.getBytes("embed.log-buffer"));
  }

  /** {@return the dispatcher of its actors, by configuration path} */
  public String dispatcher() {
    return troupe.getString("embed.use-dispatcher");
  }

  /** {@return the dispatcher of what blocks: files, start of processes, measuring} */
  public String blockingDispatcher() {
    return troupe.getString("embed.use-blocking-dispatcher");
  }

  /** {@return the dispatcher of what reads and writes log files} */
  public String logDispatcher() {
    return troupe.getString("embed.use-log-dispatcher");
  }

  /** {@return when log files are rotated, for apps that say nothing else} */
  public RotationSettings logRotation() {
    return RotationSettings.DEFAULT.with(logs().rotation());
  }

  /** {@return bytes that all log files together may have; {@link Long#MAX_VALUE} sets no limit} */
  public long maxTotalLogSize() {
    return logs().maxTotalSize();
  }

  private DaemonSettings.Logs logs() {
    return shared.settings().logs();
  }

  /**
   * {@return who is told of events by HTTP; nobody unless {@code troupe.notify.webhooks} names
   * some}
   */
  public List<Webhook> webhooks() {
    return shared.settings().webhooks();
  }

  /** {@return where all lines are sent to ({@code troupe.logs.otlp}); empty for nowhere} */
  public Optional<OtlpCollector> logCollector() {
    return exported("logs", logs().otlp());
  }

  /** {@return where metrics are sent to ({@code troupe.metrics.otlp}); empty for nowhere} */
  public Optional<OtlpCollector> metricsCollector() {
    return exported("metrics", shared.settings().metrics().otlp());
  }

  /** {@return time between two sendings of metrics} */
  public Duration metricsInterval() {
    return shared.settings().metrics().interval();
  }

  private static Optional<OtlpCollector> exported(String section, DaemonSettings.Otlp otlp) {
    if (otlp.endpoint().isPresent() && !isThere(EXPORTER)) {
      throw new IllegalArgumentException(
          "troupe.%s.otlp.endpoint: nothing here can send to a collector; add the dependency"
                  .formatted(section)
              + " io.opentelemetry:opentelemetry-exporter-otlp, or take the endpoint away");
    }
    return otlp.collector();
  }

  private static boolean isThere(String type) {
    try {
      Class.forName(type, false, TroupeSettings.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** {@return what was read otherwise than somebody may have meant, one line each} */
  public List<String> warnings() {
    return shared.warnings();
  }

  /** {@return declared as soon as the supervisor works} */
  public List<AppDeclaration> apps() {
    return apps;
  }
}
