package dev.troupe.cli.boot;

import java.nio.file.Path;
import java.util.List;

/** A script in {@code /etc/init.d} that runs commands as the service's user. */
sealed interface InitScript extends InitSystem permits OpenRc, Sysv {

  @Override
  default boolean needsRoot() {
    return true;
  }

  @Override
  default Path file(BootService service) {
    return Path.of("/etc/init.d", service.name());
  }

  @Override
  default boolean isProgram() {
    return true;
  }

  @Override
  default List<List<String>> forgetting(BootService service) {
    return List.of();
  }

  /** A function of the shell that runs one of {@code $troupe}'s commands. */
  static String asUser(BootService service) {
    return """
    as_user() {
      ulimit -n %d 2>/dev/null || true
      su -s /bin/sh %s -c "$troupe $1"
    }
    """
        .formatted(BootService.OPEN_FILES, Shell.quoted(service.user()));
  }
}
