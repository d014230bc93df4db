package dev.troupe.model;

import java.util.List;
import java.util.Map;

/** An app for tests that is nothing special: one instance in fork mode. */
public final class PlainApp {
  private PlainApp() {}

  /** A script in {@code /} that needs no interpreter. */
  public static AppSpec of(String name, String script) {
    return of(name, script, "/", Map.of());
  }

  /** The same elsewhere, with variables. */
  public static AppSpec of(String name, String script, String cwd, Map<String, String> env) {
    return of(name, new Program(script, List.of(), null, List.of(), cwd, env, null, null));
  }

  /** That program under that name; all else can be changed by {@link AppSpec#with}. */
  public static AppSpec of(String name, Program program) {
    return new AppSpec(
        name,
        "default",
        program,
        ExecMode.FORK,
        1,
        false,
        true,
        "NODE_APP_INSTANCE",
        null,
        RestartRules.DEFAULT,
        StopRules.DEFAULT,
        new LogFiles("/o", "/e", null, "/p", true),
        null,
        Service.PLAIN,
        List.of());
  }
}
