package dev.troupe.pm2;

import dev.troupe.model.Dependency;
import dev.troupe.model.ProbeRules;
import dev.troupe.model.Readiness;
import dev.troupe.model.Readiness.OnTimeout;
import dev.troupe.model.Readiness.Sign;
import dev.troupe.model.ReloadReport;
import dev.troupe.model.SocketSpec;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an app does for others, and how it is kept available to them, in words to read. */
final class ServiceText {
  private ServiceText() {}

  static String of(Readiness readiness) {
    if (readiness.sign() == Sign.STARTED) {
      return "once it runs";
    }
    var limit = time(readiness.timeout());
    var end = readiness.onTimeout() == OnTimeout.ACCEPT ? ", or anyway after " : ", within ";
    return sign(readiness) + end + limit;
  }

  private static String sign(Readiness readiness) {
    return switch (readiness.sign()) {
      case STARTED -> "once it runs";
      case LISTENING -> "once it listens";
      case MESSAGE -> "once it says ready";
      case NOTIFY -> "once it notifies READY=1";
      case LOG_LINE -> "once it prints " + readiness.pattern();
      case UPTIME -> "once it has run for min_uptime";
      case PROBE ->
          readiness.probe() == null ? "once a probe says so" : question(readiness.probe());
    };
  }

  /** A probe on its interval. */
  static String of(ProbeRules probe) {
    var limit = probe.failures() == 1 ? "1 failure" : probe.failures() + " failures";
    return question(probe) + ", every " + time(probe.interval()) + ", unhealthy at " + limit;
  }

  private static String question(ProbeRules probe) {
    return switch (probe.kind()) {
      case HTTP ->
          "GET http://%s%s gives %s".formatted(address(probe), probe.path(), status(probe));
      case TCP -> "connects to " + address(probe);
      case EXEC -> "succeeds: " + String.join(" ", probe.command());
    };
  }

  private static String address(ProbeRules probe) {
    var host = probe.host().contains(":") ? "[" + probe.host() + "]" : probe.host();
    return host + ":" + (probe.port() == 0 ? "PORT" : probe.port());
  }

  private static String status(ProbeRules probe) {
    return probe.lowestStatus() == probe.highestStatus()
        ? Integer.toString(probe.lowestStatus())
        : probe.lowestStatus() + "-" + probe.highestStatus();
  }

  /** {@code web *:8080, admin /run/admin.sock}. */
  static String sockets(List<SocketSpec> sockets) {
    return sockets.stream().map(ServiceText::of).collect(Collectors.joining(", "));
  }

  private static String of(SocketSpec socket) {
    if (socket.path() != null) {
      return socket.name() + " " + socket.path();
    }
    var host = socket.host() == null ? "*" : socket.host();
    return socket.name()
        + " "
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + socket.port();
  }

  /** {@code db (ready), cache (started)}. */
  static String dependencies(List<Dependency> dependencies) {
    return dependencies.stream()
        .map(one -> one.app() + " (" + one.condition().name().toLowerCase(Locale.ROOT) + ")")
        .collect(Collectors.joining(", "));
  }

  /** {@code rolled back at 2026-01-01T00:00:00Z: slot 1: exited with code 1}. */
  static String of(ReloadReport report) {
    var outcome = report.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    var slot = report.slot() == null ? "" : ": slot " + report.slot();
    var reason = report.reason() == null ? "" : ": " + report.reason();
    return outcome + " at " + report.endedAt().truncatedTo(ChronoUnit.MILLIS) + slot + reason;
  }

  /** {@code 500ms}, {@code 3s}. */
  static String time(Duration time) {
    return time.toMillisPart() == 0 && !time.isZero()
        ? time.toSeconds() + "s"
        : time.toMillis() + "ms";
  }
}
