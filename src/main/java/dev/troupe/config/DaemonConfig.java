package dev.troupe.config;

import com.typesafe.config.Config;
import java.util.List;

/** What came of reading the daemon's configuration. */
public sealed interface DaemonConfig {

  /**
   * It is in order.
   *
   * @param settings Troupe's own
   * @param system the whole of it, for the actor system
   * @param warnings one line each
   */
  record Accepted(DaemonSettings settings, Config system, List<String> warnings)
      implements DaemonConfig {
    public Accepted {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * The daemon cannot start with it.
   *
   * @param errors one line each, at least one
   */
  record Refused(List<String> errors) implements DaemonConfig {
    public Refused {
      errors = List.copyOf(errors);
    }
  }
}
