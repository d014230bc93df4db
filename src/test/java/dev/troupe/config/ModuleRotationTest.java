package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.RotationChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleRotationTest {
  @TempDir Path home;

  @Test
  void readsAllSettingsOfTheModuleAsTextsThatSetKeeps() {
    var read =
        ModuleRotation.of(
            Map.of(
                "max_size", "1K",
                "retain", "all",
                "compress", "true",
                "dateFormat", "YYYY-MM-DD",
                "workerInterval", "30",
                "rotateInterval", "0 0 * * *",
                "rotateModule", "false",
                "TZ", "Europe/Berlin"));

    assertThat(read.problems()).isEmpty();
    assertThat(read.change())
        .isEqualTo(
            new RotationChange(
                null,
                1024L,
                Integer.MAX_VALUE,
                true,
                "YYYY-MM-DD",
                "0 0 * * *",
                false,
                "Europe/Berlin"));
  }

  @Test
  void namesWhatDoesNotFitAndTakesTheRest() {
    var read = ModuleRotation.of(Map.of("max_size", "much", "retain", "7"));

    assertThat(read.problems()).hasSize(1);
    assertThat(read.problems().getFirst()).contains("pm2-logrotate.max_size", "much", "10M");
    assertThat(read.change().retain()).isEqualTo(7);
  }

  @Test
  void findsNothingWithoutAFileOrASection() throws IOException {
    assertThat(ModuleRotation.inFile(home.resolve("none.json")).change())
        .isEqualTo(RotationChange.NONE);
    var file = Files.writeString(home.resolve("module_conf.json"), "{\"api\": {\"a\": \"1\"}}");
    assertThat(ModuleRotation.inFile(file))
        .isEqualTo(new ModuleRotation(RotationChange.NONE, java.util.List.of()));
  }

  @Test
  void saysWhereAFileIsNoJson() throws IOException {
    var file = Files.writeString(home.resolve("module_conf.json"), "{\"api\": ");

    assertThat(ModuleRotation.inFile(file).problems().getFirst()).contains(file + ":1:");
  }
}
