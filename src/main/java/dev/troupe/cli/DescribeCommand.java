package dev.troupe.cli;

import dev.troupe.api.LogTrouble;
import dev.troupe.api.LogTroubles;
import dev.troupe.model.MemoryShare;
import dev.troupe.pm2.Pm2Describe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code describe}: one table for each instance of a target. */
final class DescribeCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Show one app in full.", "describe", "show", "info", "desc")
        .words("TARGET", 1, 1, "Name, id, namespace or /pattern/.")
        .examples("describe api", "describe 0");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var now = session.clock().instant();
    var describe = new Pm2Describe(session.console().palette(), now, session.owner());
    var text = new TroubleText(session.console());
    for (var target : arguments.words()) {
      var apps = session.daemon().apps(target);
      var memory = memory(session.daemon().memory(target));
      var seen = session.daemon().troubles(target);
      var troubles = session.daemon().get("/logs/problems").as(LogTroubles.class).problems();
      for (var app : apps) {
        for (var instance : app.instances()) {
          session.console().show(describe.draw(app, instance, memory.get(instance.id())));
          var paths = app.spec().logs().pathsFor(instance.id());
          troubles.stream()
              .filter(one -> paths.contains(one.path()))
              .forEach(one -> session.console().show(text(one)));
          seen.stream().filter(one -> one.id() == instance.id()).forEach(text::show);
        }
      }
    }
    return ExitCode.OK;
  }

  private static Map<Integer, Long> memory(List<MemoryShare> shares) {
    var memory = new HashMap<Integer, Long>();
    for (var share : shares) {
      if (share.proportionalBytes() != null) {
        memory.put(share.id(), share.proportionalBytes());
      }
    }
    return memory;
  }

  private static String text(LogTrouble trouble) {
    return " %s cannot be written since %s: %s; %d bytes are left out until now\n"
        .formatted(trouble.path(), trouble.since(), trouble.reason(), trouble.lostBytes());
  }
}
