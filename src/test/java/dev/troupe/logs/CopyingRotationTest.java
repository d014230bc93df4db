package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.RotationChange;
import dev.troupe.model.RotationSettings;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyingRotationTest {
  @TempDir Path home;
  private Path log;

  @BeforeEach
  void nameLog() {
    log = home.resolve("troupe.log");
  }

  @Test
  void keepsOneWhoHoldsTheFileOpenWritingIntoIt() throws IOException {
    try (var out = new FileOutputStream(log.toFile(), true)) {
      out.write("0123456789\n".getBytes(UTF_8));
      rotation(10, 5, false).rotateIfLarge();
      out.write("next\n".getBytes(UTF_8));
    }

    assertThat(log).hasContent("next\n");
    assertThat(home.resolve("troupe__2026-01-01.log")).hasContent("0123456789\n");
  }

  @Test
  void leavesASmallFileAlone() throws IOException {
    Files.writeString(log, "small");

    rotation(10, 5, false).rotateIfLarge();

    assertThat(log).hasContent("small");
    assertThat(names()).containsExactly("troupe.log");
  }

  @Test
  void compressesAndKeepsOnlySoMany() throws IOException {
    var rotation = rotation(1, 2, true);
    for (int i = 0; i < 4; i++) {
      Files.writeString(log, "part " + i);
      rotation.rotateIfLarge();
    }

    var kept = names();
    assertThat(kept).hasSize(3).contains("troupe.log");
    assertThat(kept.stream().filter(name -> name.endsWith(".gz")).map(this::content))
        .containsExactlyInAnyOrder("part 2", "part 3");
  }

  private String content(String name) {
    try (var in = new GZIPInputStream(Files.newInputStream(home.resolve(name)))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(home)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  private CopyingRotation rotation(long maxSize, int retain, boolean compress) {
    var settings =
        RotationSettings.DEFAULT.with(
            new RotationChange(null, maxSize, retain, compress, "YYYY-MM-DD", null, null, "UTC"));
    return new CopyingRotation(
        log, InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z")), () -> settings);
  }
}
