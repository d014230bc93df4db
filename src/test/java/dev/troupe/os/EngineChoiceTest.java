package dev.troupe.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("os")
class EngineChoiceTest {
  @TempDir Path home;

  @Test
  void takesTheLinuxEngineWhereItWorks() {
    assertThat(open(EngineChoice.AUTO))
        .isEqualTo(new EngineInfo("linux", "this kernel has all it needs"));
  }

  @Test
  void takesWhatTheSettingsAskFor() {
    assertThat(open(EngineChoice.PORTABLE))
        .isEqualTo(new EngineInfo("portable", "the settings ask for it"));
    assertThat(open(EngineChoice.LINUX).name()).isEqualTo("linux");
  }

  @Test
  void keepsOtherUsersAwayFromThePipes() throws IOException {
    open(EngineChoice.AUTO);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("a/b"))))
        .isEqualTo("rwx------");
  }

  private EngineInfo open(EngineChoice choice) {
    try (var launcher = choice.open(home.resolve("a/b"), Stage.files(home)).launcher()) {
      return launcher.info();
    }
  }
}
