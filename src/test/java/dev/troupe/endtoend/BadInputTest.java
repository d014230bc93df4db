package dev.troupe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One clear line, exit code 1, and nothing changed. */
@Tag("os")
class BadInputTest extends OneDaemon {
  @BeforeAll
  static void comeIn() {
    troupe.write("ok.sh", "sleep 1000");
    troupe.write("notes", "#!/bin/sh\necho notes\n");
  }

  @AfterEach
  void nothingHasChanged() throws IOException {
    assertThat(troupe.list()).isEmpty();
  }

  @Test
  void startingWhatCannotBeStarted() throws Exception {
    assertThat(troupe.run("start", "missing.js").fails())
        .contains("Script not found: " + folder.resolve("missing.js"));
    assertThat(troupe.run("start", "./notes").fails()).contains("notes").contains("chmod +x");
    assertThat(troupe.run("start", "ok.sh", "--interpreter", "nosuch").fails()).contains("nosuch");
    assertThat(troupe.run("start", "ok.sh", "--cwd", "/no/such/folder").fails())
        .contains("/no/such/folder");
    assertThat(troupe.run("start", "ok.sh", "--uid", "nobody-here").fails())
        .contains("nobody-here");
    assertThat(troupe.run("start", "ok.sh", "-i", "many").fails()).contains("many");
  }

  @Test
  void namingWhatIsNotThere() throws Exception {
    assertThat(troupe.run("stop", "nothing").fails()).contains("nothing");
    assertThat(troupe.run("restart", "7").fails()).contains("7");
    assertThat(troupe.run("describe", "nothing").fails()).contains("nothing");
    assertThat(troupe.run("strat", "ok.sh").fails()).contains("start");
    assertThat(troupe.run("start", "--nosuch", "ok.sh").fails()).contains("--nosuch");
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("broken.config.js", "module.exports = {{"),
        Arguments.of("broken.json", "{ \"apps\": [ }"),
        Arguments.of("broken.yaml", "apps: [ {name: a"),
        Arguments.of("broken.toml", "[[apps]\nname = 1"),
        Arguments.of("broken.conf", "troupe { apps = [ "));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void malformedFilesOfEveryFormat(String name, String text) throws Exception {
    troupe.write(name, text);
    assertThat(troupe.run("start", name).fails()).contains(name);
  }

  @Test
  void wrongValuesInAFile() throws Exception {
    troupe.write("apps.yaml", "apps:\n  - script: ok.sh\n    instances: lots\n");
    assertThat(troupe.run("start", "apps.yaml").fails())
        .contains("apps.yaml")
        .contains("instances")
        .contains("lots");
  }

  @Test
  void aHomeThatIsAFile() throws Exception {
    var elsewhere = new Troupe(folder.resolve("other"));
    Files.createDirectories(folder.resolve("other"));
    Files.writeString(elsewhere.home(), "not a folder");
    assertThat(elsewhere.run("list").fails()).contains(elsewhere.home().toString());
  }
}
