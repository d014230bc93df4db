package dev.troupe.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What came of reading a file that declares apps. */
public sealed interface ProcessFile {

  /**
   * It cannot be read or understood.
   *
   * @param line file, place, problem and remedy
   */
  record Unreadable(String line) implements ProcessFile {}

  /**
   * It was read; whether its values fit is for {@link AppSpecReader} to say.
   *
   * @param base absolute folder that its relative paths start from
   * @param apps declarations, at least one; values are maps, lists, texts, numbers, flags and nulls
   * @param places {@code file:line:column}, or the file alone, by path, such as {@code
   *     apps[0].name}, where the format tells
   * @param warnings one line each
   */
  record Apps(
      Path base, List<Map<String, Object>> apps, Map<String, String> places, List<String> warnings)
      implements ProcessFile {
    public Apps {
      apps = List.copyOf(apps);
      places = Map.copyOf(places);
      warnings = List.copyOf(warnings);
    }

    /** The same apps, each declared otherwise. */
    public Apps changed(UnaryOperator<Map<String, Object>> change) {
      return new Apps(base, apps.stream().map(change).toList(), places, warnings);
    }

    /** The apps of these names; a name that none has gives a warning. */
    public Apps only(Collection<String> names) {
      var kept = new ArrayList<Map<String, Object>>();
      var known = new ArrayList<String>();
      var keptPlaces = new HashMap<String, String>();
      for (int i = 0; i < apps.size(); i++) {
        known.add(Declaration.nameOf(apps.get(i)));
        if (names.contains(known.getLast())) {
          keptPlaces.putAll(placesOf(i, kept.size()));
          kept.add(apps.get(i));
        }
      }
      return new Apps(base, kept, keptPlaces, warningsOfUnknown(names, known));
    }

    /** The error with the place of its setting, or of what that is part of, if it is known. */
    public ConfigError located(ConfigError error) {
      var path = error.path();
      while (!path.isEmpty() && !places.containsKey(path)) {
        path =
            path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
      }
      var place = places.get(path);
      return place == null ? error : error.at(place);
    }

    private Map<String, String> placesOf(int index, int newIndex) {
      var moved = new HashMap<String, String>();
      var prefix = Parsed.element("apps", index);
      places.forEach(
          (path, place) -> {
            if (path.startsWith(prefix)) {
              moved.put(Parsed.element("apps", newIndex) + path.substring(prefix.length()), place);
            }
          });
      return moved;
    }

    private List<String> warningsOfUnknown(Collection<String> names, List<String> known) {
      var all = new ArrayList<>(warnings);
      names.stream()
          .filter(name -> !known.contains(name))
          .map(name -> "no app is named " + name + "; there are " + String.join(", ", known))
          .forEach(all::add);
      return all;
    }
  }
}
