package dev.troupe.pm2;

import dev.troupe.model.AppSnapshot;
import dev.troupe.model.AppSpec;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.Instruments;
import dev.troupe.pm2.BoxTable.Cell;
import dev.troupe.pm2.BoxTable.Paint;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code describe} prints of one instance. */
public final class Pm2Describe {
  private final Palette palette;
  private final Instant now;
  private final String owner;

  /**
   * Draws for one reader at one moment.
   *
   * @param owner name of the user the daemon runs as
   */
  public Pm2Describe(Palette palette, Instant now, String owner) {
    this.palette = palette;
    this.now = now;
    this.owner = owner;
  }

  /**
   * A title and a table, each line ended by a newline.
   *
   * @param proportionalBytes its memory, shared pages counted once; null if that is not known
   */
  public String draw(AppSnapshot app, InstanceSnapshot instance, @Nullable Long proportionalBytes) {
    var spec = app.spec();
    var table = new BoxTable(palette, false);
    var status = new Cell(Pm2Status.of(instance.state()), Pm2Status.paint(instance.state()));
    table.add(new Cell("status", Paint.STRONG), status);
    addIdentity(table, spec, instance);
    if (instance.pid() != null) {
      row(table, "uses", UsageText.of(instance.usage(), proportionalBytes));
    }
    addProgram(table, new Unit(spec, instance, owner));
    addService(table, spec, instance);
    var explanation = new Explanation(spec, instance, now);
    addHistory(table, instance, explanation);
    if (app.nextDue() != null) {
      row(table, "next due", app.nextDue());
    }
    if (app.lastReload() != null) {
      row(table, "last reload", ServiceText.of(app.lastReload()));
    }
    var title = "Instance " + instance.id() + " of " + spec.name();
    return palette.bold(title)
        + "\n"
        + explanation.sentence()
        + "\n"
        + table.draw()
        + instruments(instance.instruments());
  }

  /** What the child shows of its inside, and what can be triggered; empty if it shows nothing. */
  private String instruments(Instruments instruments) {
    var text = new StringBuilder();
    if (!instruments.actions().isEmpty()) {
      var actions = new BoxTable(palette, false);
      instruments.actionNames().forEach(name -> actions.add(Cell.plain(name)));
      text.append(palette.bold("Actions available")).append('\n').append(actions.draw());
    }
    if (!instruments.metrics().isEmpty()) {
      var metrics = new BoxTable(palette, false);
      for (var metric : instruments.metrics().entrySet()) {
        row(metrics, metric.getKey(), amount(metric.getValue()));
      }
      text.append(palette.bold("Code metrics value")).append('\n').append(metrics.draw());
    }
    return text.toString();
  }

  private static String amount(Object metric) {
    if (!(metric instanceof Map<?, ?> fields)) {
      return metric.toString();
    }
    var unit = fields.get("unit");
    var value = String.valueOf(fields.get("value"));
    return unit == null || unit.toString().isEmpty() ? value : value + " " + unit;
  }

  private void addIdentity(BoxTable table, AppSpec spec, InstanceSnapshot instance) {
    row(table, "name", spec.name());
    row(table, "namespace", spec.namespace());
    row(table, "version", spec.version());
    row(table, "restarts", instance.restarts());
    if (spec.limits().restartAbove() != null) {
      row(table, "max memory restart", spec.limits().restartAbove());
    }
    if (spec.schedule().cron() != null) {
      row(table, "cron restart", CareWords.schedule(spec.schedule()));
    }
    row(table, "uptime", uptime(instance));
  }

  private String uptime(InstanceSnapshot instance) {
    return instance.pid() == null ? "0" : Amounts.time(Duration.between(instance.startedAt(), now));
  }

  private static void addProgram(BoxTable table, Unit unit) {
    var program = unit.spec().program();
    row(table, "script path", program.script());
    row(table, "script args", words(program.args()));
    row(table, "error log path", unit.errorLog());
    row(table, "out log path", unit.outLog());
    row(table, "pid path", unit.pidFile());
    row(table, "interpreter", program.interpreter() == null ? "none" : program.interpreter());
    row(table, "interpreter args", words(program.interpreterArgs()));
    row(table, "script id", unit.instance().id());
    row(table, "exec cwd", program.cwd());
    row(table, "exec mode", Pm2Status.of(unit.spec().execMode()));
    row(table, "node.js version", unit.nodeVersion());
    row(table, "node env", program.env().get("NODE_ENV"));
    row(table, "watch & reload", unit.spec().watch().on() ? "✔" : "✘");
  }

  /** What was not declared has no row. */
  private static void addService(BoxTable table, AppSpec spec, InstanceSnapshot instance) {
    var service = spec.service();
    row(table, "ready", instance.ready() ? "yes" : "no");
    row(table, "readiness", ServiceText.of(service.readiness()));
    if (service.liveness() != null) {
      row(table, "liveness", ServiceText.of(service.liveness()));
    }
    if (instance.probeLatency() != null) {
      row(table, "last probe", "answered in " + instance.probeLatency().toMillis() + "ms");
    }
    if (service.watchdog() != null) {
      row(table, "watchdog", "WATCHDOG=1 every " + ServiceText.time(service.watchdog()));
    }
    if (instance.statusText() != null) {
      row(table, "says", instance.statusText());
    }
    if (!service.sockets().isEmpty()) {
      row(table, "sockets", ServiceText.sockets(service.sockets()));
    }
    if (!spec.dependsOn().isEmpty()) {
      row(table, "depends on", ServiceText.dependencies(spec.dependsOn()));
    }
    addHook(table, "on crash", spec.hooks().onCrash());
    addHook(table, "on ready", spec.hooks().onReady());
    addHook(table, "on give up", spec.hooks().onGiveUp());
    addHook(table, "on stop", spec.hooks().onStop());
  }

  private static void addHook(BoxTable table, String label, @Nullable String line) {
    if (line != null) {
      row(table, label, line);
    }
  }

  private static void addHistory(
      BoxTable table, InstanceSnapshot instance, Explanation explanation) {
    row(table, "unstable restarts", instance.unstableRestarts());
    row(table, "created at", instance.createdAt().truncatedTo(ChronoUnit.MILLIS));
    row(table, "last exit", exit(instance.lastExit()));
    var exits = explanation.exits();
    if (exits != null) {
      row(table, "last exits", exits);
    }
    if (instance.restartAt() != null) {
      row(table, "next start", instance.restartAt());
    }
    if (instance.restartReason() != null) {
      row(table, "started anew", CareWords.reason(instance.restartReason()));
    }
    if (instance.problem() != null) {
      row(table, "problem", instance.problem());
    }
  }

  private static @Nullable String exit(@Nullable ExitStatus exit) {
    return switch (exit) {
      case null -> null;
      case ExitStatus.Exited(int code) -> "code " + code;
      case ExitStatus.Signaled signaled -> signaled.words();
      case ExitStatus.Unknown _ -> "unknown: it ended while no daemon ran";
    };
  }

  private static @Nullable String words(@Nullable List<String> words) {
    return words == null || words.isEmpty() ? null : String.join(" ", words);
  }

  private static void row(BoxTable table, String label, @Nullable Object value) {
    table.add(new Cell(label, Paint.STRONG), Cell.plain(value == null ? "N/A" : value.toString()));
  }
}
