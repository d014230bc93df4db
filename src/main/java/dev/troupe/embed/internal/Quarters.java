package dev.troupe.embed.internal;

import dev.troupe.api.DaemonHome;
import dev.troupe.api.HomeLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * The folder that a supervisor works in: a home that outlives it and is its alone, or one for the
 * pipes only, which goes with it. All methods block.
 */
sealed interface Quarters extends AutoCloseable {

  /** Where what lies. */
  HomeLayout layout();

  /** Lets go of it. */
  @Override
  void close() throws IOException;

  /** A home. */
  record Home(DaemonHome home) implements Quarters {
    @Override
    public HomeLayout layout() {
      return home.layout();
    }

    @Override
    public void close() throws IOException {
      home.close();
    }
  }

  /** A folder of no consequence. */
  record Temporary(HomeLayout layout) implements Quarters {
    @Override
    public void close() throws IOException {
      try (var files = Files.walk(layout.root())) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /**
   * Makes the folder.
   *
   * @throws IllegalStateException if a daemon or another supervisor works in that home
   */
  static Quarters take(Optional<Path> home) {
    try {
      return home.isPresent() ? taken(home.get()) : new Temporary(layout(temporary()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Quarters taken(Path home) throws IOException {
    return DaemonHome.take(layout(home))
        .map(Home::new)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    home
                        + " is in use: a daemon or another supervisor works there; end it, or"
                        + " set troupe.embed.home to another folder"));
  }

  private static Path temporary() throws IOException {
    return Files.createTempDirectory("troupe-");
  }

  private static HomeLayout layout(Path root) {
    return new HomeLayout(root, root.resolve("pm2.pid"));
  }
}
