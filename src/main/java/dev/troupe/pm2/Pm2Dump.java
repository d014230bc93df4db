package dev.troupe.pm2;

import dev.troupe.model.AppSnapshot;
import dev.troupe.model.AppSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code save} keeps, in PM2's words. */
public final class Pm2Dump {
  /** What holds for a run only. */
  private static final List<String> LEFT_OUT = List.of("instances", "pm_id", "prev_restart_delay");

  private Pm2Dump() {}

  /**
   * One saved process.
   *
   * @param fields made of maps, lists, strings, numbers and booleans
   */
  public record Saved(AppSpec spec, Map<String, Object> fields) {}

  /**
   * All instances, app by app.
   *
   * @param owner name of the user the daemon runs as
   */
  public static List<Saved> of(List<AppSnapshot> apps, String owner) {
    var all = new ArrayList<Saved>();
    for (var app : apps) {
      for (var instance : app.instances()) {
        var fields = new Unit(app.spec(), instance, owner).environment();
        fields.keySet().removeAll(LEFT_OUT);
        all.add(new Saved(app.spec(), fields));
      }
    }
    return all;
  }
}
