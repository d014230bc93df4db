package dev.troupe.notify;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExecMode;
import dev.troupe.model.Hooks;
import dev.troupe.model.LogFiles;
import dev.troupe.model.Program;
import dev.troupe.model.RestartRules;
import dev.troupe.model.Service;
import dev.troupe.model.StopRules;
import java.util.List;
import java.util.Map;

/** Apps with commands. */
public final class HookSpecs {
  private HookSpecs() {}

  /** An app of which only its hooks matter. */
  public static AppSpec app(String name, String cwd, Hooks hooks) {
    var env = Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "GREETING", "hello");
    var spec =
        new AppSpec(
            name,
            "default",
            new Program("/srv/it.sh", List.of(), null, List.of(), cwd, env, null, null),
            ExecMode.FORK,
            1,
            false,
            true,
            "NODE_APP_INSTANCE",
            null,
            RestartRules.DEFAULT,
            StopRules.DEFAULT,
            new LogFiles("/dev/null", "/dev/null", null, "/dev/null", true),
            null,
            Service.PLAIN,
            List.of());
    return spec.with(draft -> draft.hooks = hooks);
  }
}
