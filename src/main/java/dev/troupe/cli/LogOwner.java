package dev.troupe.cli;

import dev.troupe.model.AppSnapshot;
import dev.troupe.model.OutputName;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose output a log file holds; of a file that instances share, the first one's.
 *
 * @param app the app's name
 */
record LogOwner(String app, int instance, OutputName output) {
  private static final String NOWHERE = "/dev/null";

  /**
   * The log files of an app by path.
   *
   * @param wanted {@code out} or {@code err}; null for both
   */
  static Map<String, LogOwner> of(AppSnapshot app, @Nullable String wanted) {
    var owners = new LinkedHashMap<String, LogOwner>();
    var logs = app.spec().logs();
    for (var instance : app.instances()) {
      for (var output : OutputName.values()) {
        var path = output == OutputName.OUT ? logs.out() : logs.error();
        if (!path.equals(NOWHERE) && (wanted == null || wanted.equalsIgnoreCase(output.name()))) {
          owners.putIfAbsent(
              logs.pathFor(path, instance.id()),
              new LogOwner(app.spec().name(), instance.id(), output));
        }
      }
    }
    return owners;
  }
}
