package dev.troupe.pm2;

import dev.troupe.model.AppSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code jlist} and {@code prettylist} print. */
public final class Pm2List {
  private Pm2List() {}

  /**
   * All instances by id in PM2's words, made of maps, lists, strings, numbers and booleans.
   *
   * @param owner name of the user the daemon runs as
   */
  public static List<Map<String, Object>> units(List<AppSnapshot> apps, String owner) {
    var byId = new TreeMap<Integer, Map<String, Object>>();
    for (var app : apps) {
      for (var instance : app.instances()) {
        byId.put(instance.id(), new Unit(app.spec(), instance, owner).toMap());
      }
    }
    return new ArrayList<>(byId.values());
  }

  /** {@code jlist}: the units as JSON on one line. */
  public static String json(List<Map<String, Object>> units) {
    return JsonText.of(units);
  }

  /** {@code prettylist}: the units as Node's {@code util.inspect} shows them. */
  public static String pretty(List<Map<String, Object>> units) {
    return NodeInspect.format(units);
  }

  /** {@code id}: {@code [ 0, 1 ]}. */
  public static String ids(List<Integer> ids) {
    return NodeInspect.format(ids);
  }
}
