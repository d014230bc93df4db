package dev.troupe.config;

import dev.troupe.model.Balance;
import dev.troupe.model.ExecMode;
import dev.troupe.model.ProbeRules;
import dev.troupe.model.ReloadRules;
import dev.troupe.model.Service;
import dev.troupe.model.SocketSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads what an app does for others, and how it is kept available to them. */
final class ServiceReader {
  static final FieldTable LIVENESS = new FieldTable(ProbeReader.FIELDS);
  private static final Duration LIVENESS_INTERVAL = Duration.ofSeconds(10);

  private final Declaration app;
  private final Basics basics;

  ServiceReader(Declaration app, Basics basics) {
    this.app = app;
    this.basics = basics;
  }

  Service read() {
    var sockets =
        app.part(AppFields.SOCKETS).map(new SocketsReader(basics.cwd())::read).orElse(List.of());
    if (!sockets.isEmpty() && basics.mode() == ExecMode.CLUSTER) {
      app.warn("sockets are for exec_mode fork: a cluster's workers share ports by themselves");
    }
    var port =
        sockets.stream().filter(socket -> socket.path() == null).map(SocketSpec::port).findFirst();
    return new Service(
        new ReadinessReader(app, basics, port).read(),
        app.part(AppFields.LIVENESS).flatMap(part -> liveness(part, port)).orElse(null),
        app.get(AppFields.WATCHDOG).orElse(null),
        sockets,
        app.get(AppFields.BALANCE).orElse(Balance.KERNEL),
        reloadRules());
  }

  private Optional<ProbeRules> liveness(Part part, Optional<Integer> socket) {
    var kinds = List.<Field<?>>of(ProbeReader.HTTP, ProbeReader.TCP, ProbeReader.EXEC);
    var probe = part.section(LIVENESS);
    var reader = new ProbeReader(basics.env(), socket, LIVENESS_INTERVAL);
    return Alternatives.chosen(part, probe, kinds).flatMap(kind -> reader.read(kind, probe));
  }

  private ReloadRules reloadRules() {
    var usual = ReloadRules.DEFAULT;
    return new ReloadRules(
        app.get(AppFields.MAX_SURGE).orElse(usual.maxSurge()),
        app.get(AppFields.DRAIN_TIME).orElse(usual.drainTime()),
        app.get(AppFields.PRELOAD).orElse(usual.preload()));
  }
}
