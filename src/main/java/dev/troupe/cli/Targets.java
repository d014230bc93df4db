package dev.troupe.cli;

import dev.troupe.api.Acted;
import dev.troupe.api.PortHolder;
import dev.troupe.model.InstanceState;
import dev.troupe.model.InstanceSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Does something to one target after the other, and says what came of it. */
final class Targets {
  /** What must not end with an errored instance. */
  private static final List<String> STARTING =
      List.of("Started", "Restarted", "Reloaded", "Started or reloaded", "Scaled");

  private final Session session;
  private final String done;
  private final List<String> ids = new ArrayList<>();
  private boolean hasDone;
  private boolean hasFailed;

  /**
   * @param done what has been done in the end, as a message begins: {@code Stopped}
   */
  Targets(Session session, String done) {
    this.session = session;
    this.done = done;
  }

  /** Something that is asked of the daemon. */
  interface Request {
    Reply send(Daemon daemon) throws CommandFailure;
  }

  /** Asks, and tells the answer; a refusal does not keep the other targets from their turn. */
  void ask(Request request) throws CommandFailure {
    take(request.send(session.daemon()));
  }

  /**
   * Asks for a reload, and tells how far it is while it is under way.
   *
   * @param names of the apps it is for
   */
  void reload(Set<String> names, Request request) throws CommandFailure {
    var begun = session.clock().instant();
    Reply reply;
    List<String> failures;
    try (var progress = ReloadProgress.follow(session, names)) {
      reply = request.send(session.daemon());
      failures = progress.failures(LastReloads.since(begun, names, session.daemon()));
    }
    for (var failure : failures) {
      fail(failure);
    }
    if (reply.isOk() || failures.isEmpty()) {
      take(reply);
    }
  }

  private void take(Reply reply) throws CommandFailure {
    if (!reply.isOk()) {
      complain(reply.complaint());
      return;
    }
    hasDone = true;
    var answer = reply.as(Acted.class);
    for (var warning : answer.warnings()) {
      session.console().warn(warning);
    }
    tell(answer.instances());
  }

  private void complain(String complaint) {
    fail(complaint);
    new TroubleText(session.console()).explain(complaint, new PortHolder(Path.of("/proc")));
  }

  void fail(String message) {
    session.console().error(message);
    hasFailed = true;
  }

  private void tell(List<InstanceSummary> instances) {
    for (var app : idsByName(instances).entrySet()) {
      session.console().say(done + " " + app.getKey() + " (" + app.getValue() + ")");
    }
    for (var instance : instances) {
      ids.add(Integer.toString(instance.id()));
      if (instance.state() == InstanceState.ERRORED && STARTING.contains(done)) {
        fail(instance.name() + "[" + instance.id() + "] is errored: describe shows why");
      }
    }
  }

  private static Map<String, String> idsByName(List<InstanceSummary> instances) {
    var ids = new LinkedHashMap<String, String>();
    for (var instance : instances) {
      var before = ids.get(instance.name());
      var id = Integer.toString(instance.id());
      ids.put(instance.name(), before == null ? "id " + id : before + ", " + id);
    }
    return ids;
  }

  boolean hasFailed() {
    return hasFailed;
  }

  /** Shows the table if anything has been done; returns the exit code. */
  int finish() throws CommandFailure {
    if (hasDone) {
      session.showTable();
    }
    return hasFailed ? ExitCode.FAILED : ExitCode.OK;
  }

  /** The same; with {@code --attach} the logs of all that was done something to follow. */
  int finish(Arguments arguments) throws CommandFailure {
    int exitCode = finish();
    if (hasDone && arguments.has("--attach")) {
      new LogFollower(session, WantedLogs.following(ids)).run();
    }
    return exitCode;
  }
}
