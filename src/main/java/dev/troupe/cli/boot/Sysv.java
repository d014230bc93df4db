package dev.troupe.cli.boot;

import java.util.List;

/**
 * Scripts in {@code /etc/init.d}, as System V had them.
 *
 * @param hasUpdateRc whether Debian's {@code update-rc.d} enables them, else Red Hat's {@code
 *     chkconfig}
 */
public record Sysv(boolean hasUpdateRc) implements InitScript {

  @Override
  public String name() {
    return "sysv";
  }

  @Override
  public String text(BootService service) {
    return """
    #!/bin/sh
    # chkconfig: 2345 98 02
    # description: %s
    ### BEGIN INIT INFO
    # Provides: %s
    # Required-Start: $local_fs $remote_fs $network
    # Required-Stop: $local_fs $remote_fs $network
    # Default-Start: 2 3 4 5
    # Default-Stop: 0 1 6
    # Short-Description: %s
    ### END INIT INFO
    # %s.

    troupe=%s
    pid_file=%s

    %s
    case $1 in
      start) as_user resurrect ;;
      stop) as_user kill ;;
      restart) as_user kill && as_user resurrect ;;
      reload | force-reload) as_user "reload all" ;;
      status)
        if kill -0 "$(cat "$pid_file" 2>/dev/null)" 2>/dev/null; then
          echo "%s is running"
        else
          echo "%s is not running"
          exit 3
        fi
        ;;
      *)
        echo "Usage: $0 start|stop|restart|reload|force-reload|status" >&2
        exit 2
        ;;
    esac
    """
        .formatted(
            service.description(),
            service.name(),
            service.description(),
            BootService.MARK,
            Shell.quoted(service.shellCommand()),
            Shell.quoted(service.pidFile().toString()),
            InitScript.asUser(service),
            service.name(),
            service.name());
  }

  @Override
  public List<List<String>> enabling(BootService service) {
    var name = service.name();
    return hasUpdateRc
        ? List.of(List.of("update-rc.d", name, "defaults"))
        : List.of(List.of("chkconfig", "--add", name), List.of("chkconfig", name, "on"));
  }

  @Override
  public List<List<String>> disabling(BootService service) {
    return hasUpdateRc
        ? List.of(List.of("update-rc.d", "-f", service.name(), "remove"))
        : List.of(List.of("chkconfig", "--del", service.name()));
  }
}
