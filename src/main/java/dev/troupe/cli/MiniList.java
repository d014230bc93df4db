package dev.troupe.cli;

import dev.troupe.model.AppSnapshot;
import dev.troupe.model.InstanceSummary;
import dev.troupe.pm2.Pm2MiniList;
import java.util.HashMap;
import java.util.List;

/** {@code list -m}. A class of its own, so that the table does not load what only this needs. */
final class MiniList {
  private MiniList() {}

  static void show(List<InstanceSummary> rows, Session session) throws CommandFailure {
    var apps = new HashMap<Long, AppSnapshot>();
    for (var app : session.daemon().apps()) {
      apps.put(app.key(), app);
    }
    for (var row : rows) {
      var app = apps.get(row.app());
      if (app != null) {
        var logs = app.spec().logs();
        session.console().show(Pm2MiniList.block(row, logs, session.clock().instant()));
      }
    }
  }
}
