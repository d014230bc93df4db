package dev.troupe;

import dev.troupe.model.OutputName;
import java.time.Instant;

/** Who is with a daemon in the foreground: shows what its apps print and says what it is to do. */
interface Companion {

  /** Shows a line. May block, which holds up those who print; must not throw. */
  void show(Instant at, String app, int instance, OutputName output, String text);

  /** Called once on a thread of its own, while the daemon begins. */
  void attend();

  /** From now on commands reach the daemon. */
  void isReachable();
}
