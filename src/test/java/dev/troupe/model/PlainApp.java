package dev.troupe.model;

import java.util.List;

/** An app for tests that is nothing special: one instance in fork mode. */
public final class PlainApp {
  private PlainApp() {}

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
