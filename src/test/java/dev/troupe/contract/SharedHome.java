package dev.troupe.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.cli.HomeWithDaemon;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A home with a daemon for all tests of a class; after each of them nothing is managed. */
abstract class SharedHome {
  static @TempDir Path folder;
  static HomeWithDaemon troupe;

  @BeforeAll
  static void open() {
    troupe = new HomeWithDaemon(folder);
  }

  /** Exit code 1 if there are none. */
  @AfterEach
  void deleteAll() {
    assertThat(troupe.run("delete", "all").exitCode()).isBetween(0, 1);
  }

  @AfterAll
  static void close() {
    troupe.close();
  }

  /** A command whose words have no blanks, and which succeeds. */
  static void run(String line) {
    troupe.run(line.split(" ", -1)).succeeds();
  }
}
