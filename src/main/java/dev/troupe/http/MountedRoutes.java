package dev.troupe.http;

import dev.troupe.api.DaemonInfo;
import dev.troupe.http.access.FileAccess;
import dev.troupe.logs.Logs;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.RotationSettings;
import dev.troupe.supervision.Supervisor;
import dev.troupe.supervision.journal.Announcer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Apps, events and output as part of somebody else's server, who decides who gets here: whoever
 * does may do everything. What is about the daemon itself is not there.
 */
public final class MountedRoutes {
  private final Router router;

  /** Over a supervisor. */
  public MountedRoutes(
      ActorSystem<?> system,
      ActorRef<Supervisor.Command> supervisor,
      ActorRef<Announcer.Command> announcer,
      Logs logs) {
    var control =
        new SupervisorControl(
            system,
            supervisor,
            announcer,
            logs,
            new DaemonInfo(
                "", ProcessHandle.current().pid(), logs.startedAt(), "", "", "", null, null),
            Path.of("/dev/null"),
            NoDaemon.HERE,
            Path.of("/dev/null"),
            NoDaemon.HERE,
            () -> {},
            _ -> Optional.of(NoDaemon.REASON),
            () -> {
              throw new UnsupportedOperationException(NoDaemon.REASON);
            });
    var routes = new ArrayList<Route>();
    routes.addAll(AppRoutes.of(control));
    routes.addAll(StreamRoutes.of(control, new Connections(system)));
    this.router = new Router(system, routes);
  }

  /** Answers a request whose path begins where this is mounted. Never fails. */
  public CompletionStage<HttpResponse> answer(HttpRequest request) {
    return router.answer(request, new FileAccess());
  }

  /** In the place of what only a daemon has. */
  private enum NoDaemon implements Dump, Rotation {
    HERE;

    static final String REASON = "this supervisor is part of an application";

    @Override
    public Optional<Path> save(List<AppSnapshot> apps, boolean force) throws IOException {
      throw new IOException(REASON);
    }

    @Override
    public void close() {}

    @Override
    public RotationSettings inForce() {
      return RotationSettings.DEFAULT;
    }

    @Override
    public long maxTotalSize() {
      return Long.MAX_VALUE;
    }

    @Override
    public List<String> change(Map<String, Object> words) {
      return List.of(REASON);
    }
  }
}
