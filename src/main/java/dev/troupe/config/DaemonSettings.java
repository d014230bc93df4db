package dev.troupe.config;

import dev.troupe.model.OtlpCollector;
import dev.troupe.model.RotationChange;
import dev.troupe.model.Webhook;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the daemon is to behave; {@code conf/application.conf} explains each setting.
 *
 * @param engine how processes are run
 * @param shutdownTimeout how long all apps may take to end when the daemon ends
 * @param usageInterval time between two measurements
 * @param logLevel what the daemon's own log takes
 * @param http the control endpoint on TCP
 * @param logs the apps' output
 * @param metrics what is measured
 * @param webhooks who outside is told of events
 */
public record DaemonSettings(
    Engine engine,
    Duration shutdownTimeout,
    Duration usageInterval,
    boolean autodump,
    LogLevel logLevel,
    Http http,
    Logs logs,
    Metrics metrics,
    List<Webhook> webhooks) {

  public DaemonSettings {
    webhooks = List.copyOf(webhooks);
  }

  /** How processes are run. */
  public enum Engine {
    /** Linux's own means where they work. */
    AUTO,
    LINUX,
    PORTABLE
  }

  /** Each with those before it. */
  public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }

  /**
   * The control endpoint on TCP.
   *
   * @param enabled whether it listens at all
   * @param host address to listen on
   * @param port 0 takes a free one
   * @param allowRemote whether {@code host} may be reached from other machines
   */
  public record Http(boolean enabled, String host, int port, boolean allowRemote) {}

  /**
   * The apps' output.
   *
   * @param rotation what differs from the defaults
   * @param maxTotalSize bytes that all logs may have together; {@link Long#MAX_VALUE} sets no limit
   * @param otlp the collector they are sent to
   */
  public record Logs(RotationChange rotation, long maxTotalSize, Otlp otlp) {}

  /**
   * What is measured.
   *
   * @param otlp the collector it is sent to
   * @param interval time between two sendings
   */
  public record Metrics(Otlp otlp, Duration interval) {}

  /**
   * To a collector as well.
   *
   * @param endpoint empty if there is none; without a path it gets the usual one
   * @param headers go with each request
   * @param attributes are told of each app, or of the daemon
   */
  public record Otlp(
      Optional<URI> endpoint,
      Map<String, String> headers,
      Map<String, String> attributes,
      Compression compression) {

    public Otlp {
      headers = Map.copyOf(headers);
      attributes = Map.copyOf(attributes);
    }

    /** Where all goes; empty if it goes nowhere. */
    public Optional<OtlpCollector> collector() {
      return endpoint.map(
          to -> new OtlpCollector(to, headers, attributes, compression == Compression.GZIP));
    }
  }

  /** How requests are compressed. */
  public enum Compression {
    NONE,
    GZIP
  }
}
