package dev.troupe.notify;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Hooks;
import dev.troupe.model.LogFiles;
import dev.troupe.model.PlainApp;
import java.util.Map;

/** Apps with commands. */
public final class HookSpecs {
  private HookSpecs() {}

  /** An app of which only its hooks matter. */
  public static AppSpec app(String name, String cwd, Hooks hooks) {
    var env = Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "GREETING", "hello");
    var spec =
        PlainApp.of(name, "/srv/it.sh", cwd, env)
            .with(
                draft ->
                    draft.logs = new LogFiles("/dev/null", "/dev/null", null, "/dev/null", true));
    return spec.with(draft -> draft.hooks = hooks);
  }
}
