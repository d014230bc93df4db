package dev.troupe.config;

import dev.troupe.model.AppSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Turns declarations, in the words of a process file, into what is wanted. Looks at files (scripts,
 * interpreters, folders, accounts), so it blocks for a few milliseconds.
 */
public final class AppSpecReader {
  private AppSpecReader() {}

  /** Reads all of them; a single error anywhere refuses all. */
  public static ReadResult read(List<Map<String, Object>> declarations, Context context) {
    return read(declarations, context, Accounts.OF_THIS_MACHINE);
  }

  static ReadResult read(
      List<Map<String, Object>> declarations, Context context, Accounts accounts) {
    var findings = new Findings();
    var apps = new ArrayList<AppSpec>();
    for (int i = 0; i < declarations.size(); i++) {
      var app = new Declaration("apps[" + i + "]", declarations.get(i), findings);
      new AppReader(app, context, accounts).read().ifPresent(apps::add);
    }
    return findings.errors().isEmpty()
        ? new ReadResult.Accepted(apps, findings.warnings())
        : new ReadResult.Refused(findings.errors(), findings.warnings());
  }
}
