package dev.troupe.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What holds where nobody sets anything: what the daemon asks of Pekko, and every library's {@code
 * reference.conf}. To read these takes a daemon a fifth of its start, so the build does it and puts
 * the outcome into the jar.
 */
public final class DaemonDefaults {
  private static final String MERGED = "defaults.ser";

  private DaemonDefaults() {}

  /**
   * Writes them merged: a step of the build.
   *
   * @param args the folder of compiled classes
   */
  public static void main(String[] args) throws IOException {
    var folder = Path.of(args[0], DaemonDefaults.class.getPackageName().replace('.', '/'));
    Files.createDirectories(folder);
    try (var out = new ObjectOutputStream(Files.newOutputStream(folder.resolve(MERGED)))) {
      out.writeObject(withoutPlaces(merge()));
    }
  }

  /**
   * Where something was read is another path on every machine, and two builds are to be the same.
   */
  private static Config withoutPlaces(Config config) {
    return ConfigFactory.parseString(config.root().render(ConfigRenderOptions.concise()));
  }

  /** Merged by the build, or now where the classes were not built by Maven. */
  public static Config read() {
    var merged = DaemonDefaults.class.getResourceAsStream(MERGED);
    return merged == null ? merge() : read(merged);
  }

  static Config read(InputStream merged) {
    try (var in = new ObjectInputStream(new BufferedInputStream(merged))) {
      return (Config) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException(MERGED + " does not belong to these classes", e);
    }
  }

  static Config merge() {
    return ConfigFactory.parseResources(DaemonDefaults.class, "daemon.conf")
        .withFallback(ConfigFactory.defaultReferenceUnresolved())
        .resolve(ConfigResolveOptions.noSystem());
  }
}
