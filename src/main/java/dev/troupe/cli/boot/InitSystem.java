package dev.troupe.cli.boot;

import java.nio.file.Path;
import java.util.List;

/** What an init system wants to be given, so that it starts a service at boot. */
public sealed interface InitSystem permits Systemd, SystemdUser, InitScript, Launchd {

  /** As one types it behind {@code startup}. */
  String name();

  /** Whether only root may set it up. */
  boolean needsRoot();

  /** Where the service is described. */
  Path file(BootService service);

  /** What stands in that file. */
  String text(BootService service);

  /** Whether the file is a program. */
  boolean isProgram();

  /** The commands that make the service start at boot, once the file is there. */
  List<List<String>> enabling(BootService service);

  /** The commands that end that, while the file is still there. */
  List<List<String>> disabling(BootService service);

  /** The commands after the file is gone. */
  List<List<String>> forgetting(BootService service);

  /** Whether a text was written by {@code startup}. */
  static boolean isOurs(String text) {
    return text.contains(BootService.MARK);
  }
}
