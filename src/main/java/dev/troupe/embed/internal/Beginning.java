package dev.troupe.embed.internal;

import dev.troupe.config.AppSpecReader;
import dev.troupe.config.Context;
import dev.troupe.config.ReadResult;
import dev.troupe.embed.AppDeclaration;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.AppSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is to become of the first apps where an earlier supervisor has left some.
 *
 * @param started those that nobody knows yet
 * @param reloaded those that are known and are wanted otherwise now
 */
record Beginning(List<AppDeclaration> started, List<AppDeclaration> reloaded) {

  /** Where there is nothing yet. */
  static Beginning afresh(List<AppDeclaration> apps) {
    return new Beginning(apps, List.of());
  }

  /**
   * Compares. Looks at files, so it blocks.
   *
   * @param words the apps as process files have them
   * @param present what there is
   */
  static Beginning after(
      List<AppDeclaration> apps,
      List<Map<String, Object>> words,
      List<AppSnapshot> present,
      Context context) {
    var started = new ArrayList<AppDeclaration>();
    var reloaded = new ArrayList<AppDeclaration>();
    var specs = specs(words, context);
    for (int i = 0; i < apps.size(); i++) {
      // What is not right is refused when it is declared.
      if (specs.isEmpty() || !isKnown(specs.get(i), present)) {
        started.add(apps.get(i));
      } else if (!isSame(specs.get(i), present)) {
        reloaded.add(apps.get(i));
      }
    }
    return new Beginning(started, reloaded);
  }

  private static List<AppSpec> specs(List<Map<String, Object>> words, Context context) {
    return AppSpecReader.read(words, context) instanceof ReadResult.Accepted(var specs, _)
        ? specs
        : List.of();
  }

  private static boolean isKnown(AppSpec wanted, List<AppSnapshot> present) {
    return present.stream().anyMatch(app -> app.spec().name().equals(wanted.name()));
  }

  /** The environment of the process that was there before is no difference. */
  private static boolean isSame(AppSpec wanted, List<AppSnapshot> present) {
    return present.stream().anyMatch(app -> bare(app.spec()).equals(bare(wanted)));
  }

  private static AppSpec bare(AppSpec spec) {
    return spec.with(draft -> draft.program = spec.program().withEnv(Map.of()));
  }
}
