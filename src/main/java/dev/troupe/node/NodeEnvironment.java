package dev.troupe.node;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a Node child has to find in its environment to talk with the daemon. */
public final class NodeEnvironment {
  private static final String UNIQUE_ID = "NODE_UNIQUE_ID";
  private static final String CHANNEL_FD = "NODE_CHANNEL_FD";
  private static final String SERIALIZATION = "NODE_CHANNEL_SERIALIZATION_MODE";
  private static final String OPTIONS = "NODE_OPTIONS";

  private NodeEnvironment() {}

  /**
   * The child's whole environment, but for the number of the channel's descriptor, which is told by
   * who opens it. What a Node process, from which an app was declared, had to talk with its own
   * parent, is left out.
   *
   * @param env all else that the child is to find
   * @param clusterWorker whether it is to be a worker of the cluster; if not, it has only messages
   * @param workerId {@code cluster.worker.id}
   * @param preloadPath what {@link Preload#install} gave; null for none
   * @param sourceMaps whether stack traces are to show places in the sources
   */
  public static Map<String, String> of(
      Map<String, String> env,
      boolean clusterWorker,
      int workerId,
      @Nullable String preloadPath,
      boolean sourceMaps) {
    var all = new HashMap<>(env);
    all.remove(CHANNEL_FD);
    all.remove(UNIQUE_ID);
    if (clusterWorker) {
      all.put(UNIQUE_ID, Integer.toString(workerId));
    }
    all.put(SERIALIZATION, "json");
    if (sourceMaps) {
      all.merge(OPTIONS, "--enable-source-maps", NodeEnvironment::both);
    }
    if (preloadPath != null) {
      all.merge(OPTIONS, "--require " + quoted(preloadPath), NodeEnvironment::both);
    }
    return Map.copyOf(all);
  }

  private static String both(String options, String more) {
    return options + " " + more;
  }

  /** Node splits its options at blanks outside of quotes; only inside is a backslash special. */
  private static String quoted(String path) {
    return path.indexOf(' ') < 0 && path.indexOf('"') < 0
        ? path
        : '"' + path.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
