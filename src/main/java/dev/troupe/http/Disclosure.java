package dev.troupe.http;

import dev.troupe.http.access.Role;
import dev.troupe.model.AppSnapshot;
import java.util.List;
import java.util.Map;

/**
 * Environments hold passwords, and whoever sets a variable can have a program run another one: both
 * are for {@link Role#ADMIN} alone.
 */
final class Disclosure {
  private static final String HIDDEN = "(hidden)";

  private Disclosure() {}

  /** Apps as somebody of that role may see them. */
  static List<AppSnapshot> to(Role role, List<AppSnapshot> apps) {
    return role.covers(Role.ADMIN) ? apps : apps.stream().map(Disclosure::withoutValues).toList();
  }

  private static AppSnapshot withoutValues(AppSnapshot app) {
    return new AppSnapshot(
        app.key(),
        app.spec().hidingValues(HIDDEN),
        app.instances(),
        app.lastReload(),
        app.nextDue(),
        app.watchProblem());
  }

  /** Whether that is too much for somebody of that role. */
  static boolean isForbidden(Role role, Control.Action action) {
    return !role.covers(Role.ADMIN) && changesWhatIsRun(action);
  }

  /** A new variable is as good as a new program: it may name what Node loads. */
  private static boolean changesWhatIsRun(Control.Action action) {
    return switch (action) {
      case Control.Action.Start(var env, var changes) -> isAny(env, changes);
      case Control.Action.Restart(var env, var changes) -> isAny(env, changes);
      case Control.Action.Reload(var env, _, var changes) -> isAny(env, changes);
      case Control.Action.CancelReload _,
          Control.Action.Stop _,
          Control.Action.Delete _,
          Control.Action.Reset _,
          Control.Action.Pause _,
          Control.Action.Resume _,
          Control.Action.Monitor _,
          Control.Action.Scale _,
          Control.Action.Signal _,
          Control.Action.Send _ ->
          false;
    };
  }

  private static boolean isAny(Map<String, String> env, Control.Changes changes) {
    return !env.isEmpty() || !changes.fields().isEmpty();
  }
}
