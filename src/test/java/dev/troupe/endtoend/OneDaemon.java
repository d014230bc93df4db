package dev.troupe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * A home with a daemon for all tests of a class; after each of them nothing is managed, and ids
 * begin with 0 again. What an earlier app of the same name has printed is still in its log.
 */
abstract class OneDaemon {
  static @TempDir Path folder;
  static Troupe troupe;

  @BeforeAll
  static void open() {
    troupe = new Troupe(folder);
  }

  /** Exit code 1 if there are none. */
  @AfterEach
  void deleteAll() throws IOException {
    assertThat(troupe.run("delete", "all").exitCode()).isBetween(0, 1);
    assertThat(troupe.list()).isEmpty();
  }

  @AfterAll
  static void close() {
    troupe.close();
  }

  static int freePort() throws IOException {
    try (var free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
