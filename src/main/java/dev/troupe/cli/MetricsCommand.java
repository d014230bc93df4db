package dev.troupe.cli;

import dev.troupe.api.MetricReport;
import dev.troupe.api.MetricReport.Sample;
import dev.troupe.pm2.MetricTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code metrics}: what is measured of apps and the daemon. */
final class MetricsCommand implements Command, NeedsNoArguments {
  private static final String PROMETHEUS = "--prometheus";

  @Override
  public Syntax syntax() {
    return new Syntax(
            "Show what is measured: CPU, memory, restarts, output, own metrics.", "metrics")
        .words("TARGET", 0, 1, "Name, id, namespace or /pattern/; all and the daemon if left out.")
        .flag("As JSON.", "--json")
        .flag("As Prometheus gets it, of all apps.", PROMETHEUS)
        .examples("metrics", "metrics api", "metrics api --json", "metrics --prometheus");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var target = arguments.word();
    if (arguments.has(PROMETHEUS)) {
      if (target != null) {
        throw new CommandFailure(PROMETHEUS + " is of all apps: leave out " + target);
      }
      session.console().write(session.daemon().metricsPage());
      return ExitCode.OK;
    }
    if (target != null) {
      session.daemon().apps(target);
    }
    var path = target == null ? "/metrics" : "/metrics?target=" + Daemon.encoded(target);
    var reply = session.daemon().get(path);
    var report = reply.as(MetricReport.class);
    if (arguments.has("--json")) {
      session.console().write(reply.body() + "\n");
    } else {
      session.console().show(MetricTable.draw(session.console().palette(), rows(report)));
    }
    return ExitCode.OK;
  }

  /** What belongs to one instance comes together. */
  private static List<MetricTable.Row> rows(MetricReport report) {
    var byOwner = new TreeMap<String, List<MetricTable.Row>>();
    for (var family : report.metrics()) {
      for (var sample : family.samples()) {
        byOwner
            .computeIfAbsent(owner(sample.labels()), _ -> new ArrayList<>())
            .add(row(family.name(), sample));
      }
    }
    return byOwner.values().stream().flatMap(List::stream).toList();
  }

  private static MetricTable.Row row(String name, Sample sample) {
    var labels = new TreeMap<>(sample.labels());
    var owner = owner(labels);
    if (!owner.isEmpty()) {
      labels.keySet().removeAll(List.of("app", "namespace", "id"));
    }
    var rest = labels.isEmpty() ? "" : " " + String.join(" ", words(labels));
    return new MetricTable.Row(name, (owner + rest).strip(), sample.value(), sample.count());
  }

  /** {@code api[0]}, {@code api}, or nothing for the daemon. */
  private static String owner(Map<String, String> labels) {
    var app = labels.getOrDefault("app", "");
    return labels.containsKey("id") && !app.isEmpty() ? app + "[" + labels.get("id") + "]" : app;
  }

  private static List<String> words(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .toList();
  }
}
