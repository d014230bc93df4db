package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonDefaultsTest {
  private static final String TICK = "pekko.scheduler.tick-duration";

  @TempDir Path folder;

  @Test
  void areTheSameWhetherMergedByTheBuildOrNow() throws IOException {
    DaemonDefaults.main(new String[] {folder.toString()});
    var merged = Files.newInputStream(folder.resolve("dev/troupe/config/defaults.ser"));
    assertThat(DaemonDefaults.read(merged)).isEqualTo(DaemonDefaults.merge());
  }

  @Test
  void areThoseOfAllLibrariesWithOursFirst() {
    var defaults = DaemonDefaults.merge();
    assertThat(defaults.getString("pekko.actor.provider")).isEqualTo("local");
    assertThat(defaults.getBoolean("pekko.http.server.remote-address-attribute")).isFalse();
    assertThat(defaults.getDuration(TICK)).isEqualTo(Duration.ofMillis(75));
  }

  @Test
  void giveWayToTheFileInHomeForPekkoToo() throws IOException {
    Files.writeString(folder.resolve("application.conf"), TICK + " = 20ms");
    var config = DaemonConfigReader.read(folder, Map.of());
    assertThat(config)
        .isInstanceOfSatisfying(
            DaemonConfig.Accepted.class,
            accepted ->
                assertThat(accepted.system().getDuration(TICK)).isEqualTo(Duration.ofMillis(20)));
  }
}
