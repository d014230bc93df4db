package dev.troupe.policy;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Dependency;
import dev.troupe.model.Dependency.Condition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which apps come before which, by what they depend on. Apps of one name count as one. */
public final class StartOrder {
  private final Map<String, Set<Dependency>> dependencies;

  private StartOrder(Map<String, Set<Dependency>> dependencies) {
    this.dependencies = dependencies;
  }

  private static StartOrder of(Collection<AppSpec> specs) {
    var all = new LinkedHashMap<String, Set<Dependency>>();
    for (var spec : specs) {
      all.computeIfAbsent(spec.name(), _ -> new LinkedHashSet<>()).addAll(spec.dependsOn());
    }
    return new StartOrder(all);
  }

  /**
   * The stage in which each app, by name, is started: 0 comes first. A stop goes the other way. The
   * end of an app that others wait for has a stage of its own, the one after its start.
   */
  public static Map<String, Integer> stages(Collection<AppSpec> specs) {
    var order = of(specs);
    var stages = new HashMap<String, Integer>();
    order.dependencies.keySet().forEach(app -> order.stage(app, stages, List.of()));
    return Map.copyOf(stages);
  }

  private int stage(String app, Map<String, Integer> known, List<String> path) {
    var already = known.get(app);
    if (already != null) {
      return already;
    }
    int stage = 0;
    for (var dependency : dependencies.getOrDefault(app, Set.of())) {
      if (dependencies.containsKey(dependency.app()) && !path.contains(dependency.app())) {
        int first = stage(dependency.app(), known, and(path, app));
        stage = Math.max(stage, first + distance(dependency.condition()));
      }
    }
    known.put(app, stage);
    return stage;
  }

  private static int distance(Condition condition) {
    return switch (condition) {
      case STARTED, READY -> 1;
      case COMPLETED -> 2;
    };
  }

  /**
   * Why declared apps can be started in no order, in one line; empty if they can.
   *
   * @param managed apps that are there already; declared ones replace those of their name
   */
  public static Optional<String> obstacle(
      Collection<AppSpec> declared, Collection<AppSpec> managed) {
    var names = declared.stream().map(AppSpec::name).toList();
    var all = new ArrayList<>(declared);
    managed.stream().filter(spec -> !names.contains(spec.name())).forEach(all::add);
    return declared.stream()
        .flatMap(spec -> spec.dependsOn().stream().flatMap(to -> flaw(spec, to, all).stream()))
        .findFirst()
        .or(() -> of(all).cycle());
  }

  private static Optional<String> flaw(AppSpec app, Dependency on, Collection<AppSpec> all) {
    var named = all.stream().filter(spec -> spec.name().equals(on.app())).toList();
    if (named.isEmpty()) {
      return Optional.of(
          "%s depends on %s, which is neither declared nor managed (depends_on)"
              .formatted(app.name(), on.app()));
    }
    if (on.condition() == Condition.COMPLETED && named.stream().anyMatch(StartOrder::isEndless)) {
      return Optional.of(
          "%s waits for the end of %s, which is started again whenever it ends: give %s"
                  .formatted(app.name(), on.app(), on.app())
              + " autorestart: false or stop_exit_codes: 0");
    }
    return Optional.empty();
  }

  private static boolean isEndless(AppSpec spec) {
    return spec.restart().autorestart() && !spec.restart().stopExitCodes().contains(0);
  }

  private Optional<String> cycle() {
    var seen = new LinkedHashSet<String>();
    return dependencies.keySet().stream()
        .flatMap(app -> cycle(app, List.of(), seen).stream())
        .findFirst()
        .map(cycle -> "depends_on goes in a circle: " + String.join(" -> ", cycle));
  }

  private Optional<List<String>> cycle(String app, List<String> path, Set<String> seen) {
    if (path.contains(app)) {
      return Optional.of(and(path.subList(path.indexOf(app), path.size()), app));
    }
    if (!seen.add(app)) {
      return Optional.empty();
    }
    return dependencies.getOrDefault(app, Set.of()).stream()
        .flatMap(on -> cycle(on.app(), and(path, app), seen).stream())
        .findFirst();
  }

  private static List<String> and(List<String> path, String app) {
    var longer = new ArrayList<>(path);
    longer.add(app);
    return List.copyOf(longer);
  }
}
