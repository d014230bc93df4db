package dev.troupe;

import com.typesafe.config.Config;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.SpawnProtocol;

/** The daemon's actor system. */
final class DaemonSystem {
  private DaemonSystem() {}

  /**
   * Starts it.
   *
   * @param config complete, with all defaults
   */
  static ActorSystem<SpawnProtocol.Command> create(Config config) {
    var setup =
        BootstrapSetup.create(config)
            .withClassloader(new WithoutDefaults(DaemonSystem.class.getClassLoader()));
    return ActorSystem.create(SpawnProtocol.create(), "troupe", setup);
  }

  /** Keeps Pekko from reading every {@code reference.conf} once more, which takes 80 ms. */
  private static final class WithoutDefaults extends ClassLoader {
    WithoutDefaults(ClassLoader parent) {
      super("daemon", parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws java.io.IOException {
      return name.equals("reference.conf")
          ? Collections.emptyEnumeration()
          : super.getResources(name);
    }
  }
}
