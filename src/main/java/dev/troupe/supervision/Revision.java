package dev.troupe.supervision;

import dev.troupe.config.AppChanges;
import dev.troupe.config.ConfigError;
import dev.troupe.config.ReadResult;
import dev.troupe.model.AppSpec;
import dev.troupe.supervision.surroundings.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is to be wanted of apps that are managed already.
 *
 * @param before what was wanted when it was read, by key
 * @param after what is to be wanted
 * @param errors why nothing is to be changed, one line each
 * @param warnings one line each
 */
record Revision(
    Map<Long, AppSpec> before,
    Map<Long, AppSpec> after,
    List<String> errors,
    List<String> warnings) {

  /** Nothing is to be changed. */
  static final Revision NONE = new Revision(Map.of(), Map.of(), List.of(), List.of());

  Revision {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
  }

  /** Works out what each app is to be. Looks at files. */
  static Revision read(Map<Long, AppSpec> apps, Supervisor.Changing changing, Surroundings around) {
    var after = new HashMap<Long, AppSpec>();
    var errors = new ArrayList<String>();
    var warnings = new ArrayList<String>();
    for (var app : apps.entrySet()) {
      switch (read(app.getValue(), changing, around)) {
        case ReadResult.Accepted(var changed, var lines) -> {
          after.put(app.getKey(), changed.getFirst());
          warnings.addAll(lines);
        }
        case ReadResult.Refused(var found, _) ->
            found.stream().map(ConfigError::line).forEach(errors::add);
      }
    }
    return new Revision(apps, after, distinct(errors), distinct(warnings));
  }

  private static ReadResult read(AppSpec app, Supervisor.Changing changing, Surroundings around) {
    var cwd = Objects.requireNonNullElseGet(changing.cwd(), () -> Path.of(app.program().cwd()));
    var home = Path.of(around.home());
    return AppChanges.apply(app, changing.fields(), cwd, home, around.cpus());
  }

  private static List<String> distinct(List<String> lines) {
    return lines.stream().distinct().toList();
  }

  /** It could not be read, by a bug. */
  static Revision broken(Throwable failure) {
    var line = "changes: cannot be read: " + failure + "; report this as a bug";
    return new Revision(Map.of(), Map.of(), List.of(line), List.of());
  }

  /** What is to be wanted of an app. */
  AppSpec of(Roster.Entry entry) {
    return after.getOrDefault(entry.key(), entry.spec());
  }

  /** Whether an app has been changed by somebody else since. */
  boolean isOutdated(Roster.Entry entry) {
    return !entry.spec().equals(before.get(entry.key()));
  }
}
