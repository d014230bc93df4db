package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jars that {@code bin/troupe} gives to a command are all that it needs. */
@Tag("os")
class CommandJarsTest {
  @TempDir Path folder;

  private final List<Path> links = new ArrayList<>();
  private FakeInstallation installation;
  private HomeWithDaemon user;

  @BeforeEach
  void install() throws IOException {
    installation = new FakeInstallation(folder);
    var lib = Files.createDirectories(installation.root().resolve("lib"));
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      var jar = Path.of(entry);
      var name = jar.getFileName().toString();
      if (name.endsWith(".jar")) {
        var own = name.startsWith("picocli-") ? "troupe-1.2.3-picocli.jar" : name;
        link(lib.resolve(own), jar);
      }
    }
    link(installation.root().resolve("troupe-1.2.3.jar"), TestedBuild.get().jar());
    user = new HomeWithDaemon(folder);
    user.run("ping").succeeds();
    installation
        .with("TROUPE_JAVA_HOME", System.getProperty("java.home"))
        .with("TROUPE_HOME", user.home().toString());
  }

  private void link(Path link, Path jar) throws IOException {
    links.add(Files.createSymbolicLink(link, jar));
  }

  /** JUnit would warn of each link out of its folder. */
  @AfterEach
  void leave() throws IOException {
    user.close();
    for (var link : links) {
      Files.delete(link);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          apps.yaml | apps: [{name: a, script: sleep, args: ["9"], cron_restart: "0 1,15 * * mon"}]
          apps.toml | apps = [{name = "a", script = "sleep", args = ["9"], cron = "@daily"}]
          apps.conf | apps = [{name = a, script = sleep, args = ["9"], cron_restart = "0 3 * * *"}]
          apps.json | {"apps": [{"name": "a", "script": "sleep", "args": ["9"], "cron": "0 3 L * *"}]}
          """)
  void startAndReloadReadWhatCanBeDeclared(String name, String text) throws IOException {
    user.write(name, text);
    for (var command : new String[] {"start", "reload"}) {
      var result = installation.troupe(command, name);
      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(result.err()).isEmpty();
    }
    assertThat(user.run("jlist").out()).contains("\"cron_restart\":");
  }
}
