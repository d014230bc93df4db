package dev.troupe.serve;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.troupe.config.DaemonDefaults;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;

/**
 * Serves the files of a folder until it is told to end. Its environment says which, see {@link
 * ServeSettings}; exit code 1, with one line, if that cannot be done.
 */
public final class ServeMain {
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

  private ServeMain() {}

  public static void main(String[] args) {
    try {
      serve(ServeSettings.of(System.getenv(), Path.of("").toAbsolutePath()));
    } catch (ServeSettings.Unusable | IOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void serve(ServeSettings settings) throws IOException {
    var system = ActorSystem.create("serve", config());
    var route = new SiteRoutes(settings, new SiteFiles(settings)).route();
    var host = settings.host();
    try {
      var bound = Http.get(system).newServerAt(host, settings.port()).bind(route);
      var binding = bound.toCompletableFuture().join();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(binding), "shutdown"));
      System.out.println("Serving " + settings.root() + " at " + address(binding));
    } catch (CompletionException e) {
      throw new IOException(
          "cannot listen at %s:%d (%s): end what listens there, or set another PM2_SERVE_PORT"
              .formatted(host, settings.port(), reason(e)));
    }
  }

  private static String address(ServerBinding binding) {
    var address = binding.localAddress();
    return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  private static String reason(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  /** What is being answered may be finished. */
  private static void end(ServerBinding binding) {
    binding.terminate(LAST_ANSWERS).toCompletableFuture().join();
    Runtime.getRuntime().halt(0);
  }

  private static Config config() {
    return ConfigFactory.parseMap(
            Map.of(
                "pekko.loggers", List.of("org.apache.pekko.event.Logging$DefaultLogger"),
                "pekko.logging-filter", "org.apache.pekko.event.DefaultLoggingFilter",
                "pekko.loglevel", "OFF",
                "pekko.stdout-loglevel", "OFF",
                "pekko.http.server.transparent-head-requests", "on"))
        .withFallback(DaemonDefaults.read());
  }
}
