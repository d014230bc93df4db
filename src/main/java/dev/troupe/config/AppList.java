package dev.troupe.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the apps in what a process file holds. */
final class AppList {
  private static final List<String> LISTS = List.of("apps", "pm2");
  private static final String STATIC = "static";

  /** By which an editor knows what a file may hold. */
  private static final String SCHEMA = "$schema";

  /** Sections that are none of this class' business. */
  private static final Set<String> OTHERS = Set.of("troupe", "pekko", "deploy", STATIC, SCHEMA);

  private final String file;
  private final Parsed parsed;
  private final List<String> warnings = new ArrayList<>();

  private AppList(String file, Parsed parsed) {
    this.file = file;
    this.parsed = parsed;
  }

  /**
   * The apps of a file.
   *
   * @param file what error lines call it
   * @param base folder that its relative paths start from
   */
  static ProcessFile.Apps of(String file, Parsed parsed, Path base) throws MalformedFile {
    return new AppList(file, parsed).read(base);
  }

  /** What declares the apps, and its path in the file. */
  private record Found(String path, @Nullable Object value) {}

  private ProcessFile.Apps read(Path base) throws MalformedFile {
    var found = find(parsed.root());
    boolean isList = found.value() instanceof List;
    var declared = listed(found.value());
    var apps = new ArrayList<Map<String, Object>>();
    var places = new HashMap<String, String>();
    var deploy = DeployEnvironments.in(parsed.root());
    for (int i = 0; i < declared.size(); i++) {
      var path = isList ? Parsed.element(found.path(), i) : found.path();
      apps.add(deploy.below(app(declared.get(i), path)));
      places.putAll(placesBelow(path, Parsed.element("apps", i)));
      places.putIfAbsent(Parsed.element("apps", i), file);
    }
    for (var site : sites()) {
      var path = Parsed.element("apps", apps.size());
      apps.add(site);
      places.put(path, file);
    }
    if (apps.isEmpty()) {
      throw new MalformedFile(place(found.path()), "declares no apps", "declare at least one");
    }
    return new ProcessFile.Apps(base, apps, places, warnings);
  }

  /** Folders to serve, which are apps too. */
  private List<Map<String, Object>> sites() throws MalformedFile {
    var sites = new ArrayList<Map<String, Object>>();
    if (parsed.root() instanceof Map<?, ?> map) {
      var declared = listed(map.get(STATIC));
      for (int i = 0; i < declared.size(); i++) {
        sites.add(StaticServer.declaration(app(declared.get(i), Parsed.element(STATIC, i))));
      }
    }
    return sites;
  }

  private static List<?> listed(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list;
      default -> List.of(value);
    };
  }

  private Found find(@Nullable Object root) throws MalformedFile {
    if (root instanceof List) {
      return new Found("", root);
    }
    if (root instanceof Map<?, ?> map) {
      if (map.get("troupe") instanceof Map<?, ?> troupe && troupe.containsKey("apps")) {
        return new Found("troupe.apps", troupe.get("apps"));
      }
      for (var list : LISTS) {
        if (map.get(list) != null) {
          warnOfTheRest(map, list);
          return new Found(list, map.get(list));
        }
      }
      if (AppFields.SCRIPT.names().anyMatch(map::containsKey)) {
        return new Found("", root);
      }
      if (map.get(STATIC) != null) {
        return new Found("apps", null);
      }
    }
    throw new MalformedFile(
        file, "declares no apps", "give a list of apps, one app with a script, or apps = [...]");
  }

  private void warnOfTheRest(Map<?, ?> map, String list) {
    for (var key : map.keySet()) {
      if (!key.equals(list) && !OTHERS.contains(String.valueOf(key))) {
        warnings.add(file + ": " + key + " is unknown and ignored");
      }
    }
  }

  private Map<String, Object> app(@Nullable Object value, String path) throws MalformedFile {
    if (!(value instanceof Map<?, ?> map)) {
      throw new MalformedFile(
          place(path),
          (path.isEmpty() ? "" : path + ": ") + Values.shown(value) + " is no app",
          "give an object with a script");
    }
    var app = new LinkedHashMap<String, Object>();
    map.forEach((key, member) -> app.put(String.valueOf(key), member));
    app.remove(SCHEMA);
    return app;
  }

  private String place(String path) {
    return parsed.places().getOrDefault(path, file);
  }

  private Map<String, String> placesBelow(String path, String newPath) {
    var moved = new HashMap<String, String>();
    parsed
        .places()
        .forEach(
            (other, place) -> {
              if (path.isEmpty()) {
                moved.put(Parsed.member(newPath, other), place);
              } else if (other.startsWith(path)) {
                moved.put(newPath + other.substring(path.length()), place);
              }
            });
    return moved;
  }
}
