package dev.troupe.config;

import dev.troupe.model.LogFiles;
import dev.troupe.model.LogRules;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads where an app's output and pids go. */
final class LogFilesReader {
  private static final String NOWHERE = "/dev/null";

  private final Declaration app;
  private final BasePath cwd;
  private final Path home;

  LogFilesReader(Declaration app, BasePath cwd, Path home) {
    this.app = app;
    this.cwd = cwd;
    this.home = home;
  }

  /**
   * Reads them.
   *
   * @param name of the app, which default files are called after
   * @param sharedByDefault what holds if the declaration does not say whether instances share them
   */
  LogFiles read(String name, boolean sharedByDefault) {
    var fileName = name.replaceAll("[^a-zA-Z0-9.\\-]", "-");
    boolean off = app.get(AppFields.DISABLE_LOGS).orElse(false);
    return new LogFiles(
        off ? NOWHERE : log(AppFields.OUT_FILE, fileName + "-out.log"),
        off ? NOWHERE : log(AppFields.ERROR_FILE, fileName + "-error.log"),
        off ? null : app.get(AppFields.LOG_FILE).map(log -> both(log, fileName)).orElse(null),
        app.get(AppFields.PID_FILE)
            .map(cwd::resolve)
            .orElse(home.resolve("pids").resolve(fileName + ".pid"))
            .toString(),
        app.get(AppFields.MERGE_LOGS).orElse(sharedByDefault),
        rules());
  }

  private LogRules rules() {
    var usual = LogRules.DEFAULT;
    boolean timed = app.get(AppFields.TIME).orElse(false);
    return new LogRules(
        app.get(AppFields.LOG_DATE_FORMAT).orElse(timed ? LogRules.STANDARD_TIME : null),
        app.get(AppFields.LOG_TYPE).orElse(usual.asJson()),
        app.get(AppFields.LOG_OVERFLOW).orElse(usual.overflow()),
        app.get(AppFields.LOG_MODE).orElse(usual.mode()),
        app.get(AppFields.ROTATION).orElse(usual.rotation()));
  }

  private String log(Field<String> field, String usual) {
    return app.get(field).map(this::file).orElseGet(() -> inHome(usual));
  }

  private @Nullable String both(CombinedLog log, String fileName) {
    return switch (log) {
      case CombinedLog.None _ -> null;
      case CombinedLog.Usual _ -> inHome(fileName + ".log");
      case CombinedLog.At(var file) -> file(file);
    };
  }

  private String inHome(String log) {
    return home.resolve("logs").resolve(log).toString();
  }

  private String file(String text) {
    return text.equals("NULL") || text.equals(NOWHERE) ? NOWHERE : cwd.resolve(text).toString();
  }
}
