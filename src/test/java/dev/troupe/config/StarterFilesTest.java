package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fields that {@code init} explains are fields, and their examples are values of theirs. */
class StarterFilesTest {
  @TempDir Path folder;

  @Test
  void everyFieldInACommentWorksOnceItIsUncommented() throws IOException {
    var machine = new Machine(folder.toAbsolutePath());
    machine.program("node");
    machine.write("work/app.js", "");
    var text = starter().replaceAll("(?m)^( *)# ([a-z_]+: )", "$1$2").replace("/srv/api", ".");
    text = text.replace("instances: 2", "instances: 2\n    exec_mode: fork");
    machine.write("work/ecosystem.yaml", text);
    var reader = new ProcessFileReader(machine.cwd, machine.env());
    var file = (ProcessFile.Apps) reader.read("ecosystem.yaml");
    var context = new Context(file.base(), machine.env(), 1, machine.home, "production");
    var result = AppSpecReader.read(file.apps(), context);
    assertThat(result)
        .isInstanceOfSatisfying(
            ReadResult.Accepted.class, accepted -> assertThat(accepted.warnings()).isEmpty());
    assertThat(file.apps().getFirst()).hasSizeGreaterThan(15);
  }

  private static String starter() throws IOException {
    try (var text = StarterFilesTest.class.getResourceAsStream("/dev/troupe/cli/ecosystem.yaml")) {
      assertThat(text).isNotNull();
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
