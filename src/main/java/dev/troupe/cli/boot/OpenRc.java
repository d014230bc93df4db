package dev.troupe.cli.boot;

import java.util.List;

/** OpenRC, the init system of Alpine and Gentoo. */
public record OpenRc() implements InitScript {

  @Override
  public String name() {
    return "openrc";
  }

  @Override
  public String text(BootService service) {
    return """
    #!/sbin/openrc-run
    # %s.

    description=%s
    extra_started_commands="reload"
    troupe=%s

    depend() {
      need localmount
      after bootmisc logger
      %s net dns
    }

    %s
    start() {
      ebegin "Starting $RC_SVCNAME"
      as_user resurrect
      eend $?
    }

    stop() {
      ebegin "Stopping $RC_SVCNAME"
      as_user kill
      eend $?
    }

    reload() {
      ebegin "Reloading the apps of $RC_SVCNAME"
      as_user "reload all"
      eend $?
    }

    status() {
      if kill -0 "$(cat %s 2>/dev/null)" 2>/dev/null; then
        einfo "status: started"
        return 0
      fi
      einfo "status: stopped"
      return 3
    }
    """
        .formatted(
            BootService.MARK,
            Shell.quoted(service.description()),
            Shell.quoted(service.shellCommand()),
            service.needsNetwork() ? "need" : "use",
            InitScript.asUser(service),
            Shell.quoted(service.pidFile().toString()));
  }

  @Override
  public List<List<String>> enabling(BootService service) {
    return List.of(List.of("rc-update", "add", service.name(), "default"));
  }

  @Override
  public List<List<String>> disabling(BootService service) {
    return List.of(List.of("rc-update", "delete", service.name(), "default"));
  }
}
