package dev.troupe.cli;

import static dev.troupe.cli.CommandRun.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A home with a script, and a daemon that only pretends to have the apps web and api. */
abstract class CommandTestBase {
  @TempDir Path home;

  FakeDaemon daemon;
  CommandRun troupe;

  @BeforeEach
  void listen() throws IOException {
    daemon = new FakeDaemon(home.resolve("troupe.sock"));
    daemon.answeringInstances("GET /api/v1/instances", instance(0, "web"), instance(1, "api"));
    troupe = new CommandRun(home);
    Files.writeString(home.resolve("app.js"), "");
  }

  @AfterEach
  void close() throws IOException {
    daemon.close();
  }
}
