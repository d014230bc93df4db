package dev.troupe.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An {@link AppSpec} that is about to be changed; see {@link AppSpec#with}. Its fields are those of
 * the record.
 */
public final class AppDraft {
  public String name;
  public String namespace;
  public Program program;
  public ExecMode execMode;
  public int instances;
  public boolean instancesGiven;
  public boolean autostart;
  public String instanceVar;
  public @Nullable String version;
  public RestartRules restart;
  public StopRules stop;
  public LogFiles logs;
  public @Nullable String incrementVar;
  public Service service;
  public List<Dependency> dependsOn;
  public Watch watch;
  public Schedule schedule;
  public Limits limits;
  public Hooks hooks;

  AppDraft(AppSpec spec) {
    name = spec.name();
    namespace = spec.namespace();
    program = spec.program();
    execMode = spec.execMode();
    instances = spec.instances();
    instancesGiven = spec.instancesGiven();
    autostart = spec.autostart();
    instanceVar = spec.instanceVar();
    version = spec.version();
    restart = spec.restart();
    stop = spec.stop();
    logs = spec.logs();
    incrementVar = spec.incrementVar();
    service = spec.service();
    dependsOn = spec.dependsOn();
    watch = spec.watch();
    schedule = spec.schedule();
    limits = spec.limits();
    hooks = spec.hooks();
  }

  AppSpec finished() {
    return new AppSpec(
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
        watch,
        schedule,
        limits,
        hooks);
  }
}
