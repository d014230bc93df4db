package dev.troupe.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that is wanted of one app: checked, complete, with absolute paths.
 *
 * @param name not necessarily unique (PM2: {@code start -f})
 * @param namespace group of apps that commands can name together (PM2: {@code default})
 * @param program what to run
 * @param execMode fork or cluster
 * @param instances how many, at least 1
 * @param instancesGiven whether the user named a number (PM2 then keeps logs apart)
 * @param autostart whether declaring the app also starts it
 * @param instanceVar variable that tells an instance its slot (PM2: {@code NODE_APP_INSTANCE})
 * @param version the program's version as its package names it; null if it has none
 * @param restart when to start again
 * @param stop how to end
 * @param logs where output goes
 * @param incrementVar variable whose number grows by one from slot to slot; null for none
 * @param service what it does for others
 * @param dependsOn apps that come first
 * @param watch files whose changes restart it
 * @param schedule when the clock starts it
 * @param limits what its instances may use
 * @param hooks commands that are run when something happens to it
 */
public record AppSpec(
    String name,
    String namespace,
    Program program,
    ExecMode execMode,
    int instances,
    boolean instancesGiven,
    boolean autostart,
    String instanceVar,
    @Nullable String version,
    RestartRules restart,
    StopRules stop,
    LogFiles logs,
    @Nullable String incrementVar,
    Service service,
    List<Dependency> dependsOn,
    Watch watch,
    Schedule schedule,
    Limits limits,
    Hooks hooks) {

  /** The namespace of modules: apps that add to Troupe itself, and that {@code all} leaves out. */
  public static final String MODULES = "module";

  public AppSpec {
    dependsOn = List.copyOf(dependsOn);
  }

  /** An app that neither files nor the clock start, that may use what there is, without hooks. */
  public AppSpec(
      String name,
      String namespace,
      Program program,
      ExecMode execMode,
      int instances,
      boolean instancesGiven,
      boolean autostart,
      String instanceVar,
      @Nullable String version,
      RestartRules restart,
      StopRules stop,
      LogFiles logs,
      @Nullable String incrementVar,
      Service service,
      List<Dependency> dependsOn) {
    this(
        name,
        namespace,
        program,
        execMode,
        instances,
        instancesGiven,
        autostart,
        instanceVar,
        version,
        restart,
        stop,
        logs,
        incrementVar,
        service,
        dependsOn,
        Watch.OFF,
        Schedule.NONE,
        Limits.NONE,
        Hooks.NONE);
  }

  /**
   * The same app, changed: {@code app.with(draft -> draft.instances = 4)}.
   *
   * @param change sets fields of the draft
   */
  public AppSpec with(Consumer<AppDraft> change) {
    var draft = new AppDraft(this);
    change.accept(draft);
    return draft.finished();
  }

  /** Whether it is a module. */
  public boolean isModule() {
    return namespace.equals(MODULES);
  }

  /** The same app with another number of instances. */
  public AppSpec withInstances(int number) {
    return with(draft -> draft.instances = number);
  }

  /**
   * The same app as another caller wants it: in place of the last caller's variables it has theirs,
   * which have the last word.
   *
   * @param caller all of their environment; empty changes nothing
   */
  public AppSpec calledFrom(Map<String, String> caller) {
    return caller.isEmpty()
        ? this
        : with(draft -> draft.program = program.withEnv(program.declared().under(caller)));
  }

  /** The same app for those who may know its variables but not their values. */
  public AppSpec hidingValues(String shown) {
    return with(draft -> draft.program = program.hidingValues(shown));
  }

  /** The same app with variables laid over its environment. */
  public AppSpec withEnv(Map<String, String> over) {
    var env = new HashMap<>(program.env());
    env.putAll(over);
    return with(draft -> draft.program = program.withEnv(env));
  }
}
