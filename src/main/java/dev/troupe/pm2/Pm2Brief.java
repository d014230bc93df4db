package dev.troupe.pm2;

import dev.troupe.model.AppSnapshot;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.InstanceSnapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The facts about one instance that fit a few lines.
 *
 * @param clock what uptimes are counted by
 */
public record Pm2Brief(InstantSource clock) {
  private static final int MOST_METRICS = 8;

  /** Three to five lines. */
  public List<String> lines(AppSnapshot app, InstanceSnapshot instance) {
    var lines = new ArrayList<String>();
    lines.add(String.join(" ", app.spec().program().commandLine()));
    lines.add("in " + app.spec().program().cwd());
    lines.add(state(app, instance));
    if (instance.problem() != null) {
      lines.add(instance.problem());
    }
    var metrics = instance.instruments().metrics();
    if (!metrics.isEmpty()) {
      lines.add(metrics(metrics));
    }
    return lines;
  }

  private String state(AppSnapshot app, InstanceSnapshot instance) {
    var parts = new ArrayList<String>();
    if (instance.pid() != null) {
      var up = Duration.between(instance.startedAt(), clock.instant());
      parts.add("pid " + instance.pid());
      parts.add("up " + Amounts.time(up));
    }
    parts.add(Pm2Status.of(app.spec().execMode()));
    parts.add(instance.restarts() + " restarts");
    if (instance.lastExit() != null) {
      parts.add("last exit " + exit(instance.lastExit()));
    }
    return String.join(", ", parts);
  }

  private static String exit(ExitStatus exit) {
    return switch (exit) {
      case ExitStatus.Exited(int code) -> "code " + code;
      case ExitStatus.Signaled signaled -> signaled.words();
      case ExitStatus.Unknown _ -> "unknown";
    };
  }

  private static String metrics(Map<String, Object> metrics) {
    return metrics.entrySet().stream()
        .limit(MOST_METRICS)
        .map(metric -> metric.getKey() + " " + value(metric.getValue()))
        .reduce((one, other) -> one + "  " + other)
        .orElse("");
  }

  private static String value(Object metric) {
    return metric instanceof Map<?, ?> map ? String.valueOf(map.get("value")) : metric.toString();
  }
}
