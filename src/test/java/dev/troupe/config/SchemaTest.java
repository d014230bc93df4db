package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private static final Path PUBLISHED = Path.of("docs/process-file.schema.json");
  private static final Path CURRENT = Path.of("target/process-file.schema.json");

  @Test
  void isPublishedAsTheTablesOfFieldsHaveIt() throws IOException {
    var current = ProcessFileSchema.text();
    Files.writeString(CURRENT, current);
    assertThat(Files.exists(PUBLISHED) ? Files.readString(PUBLISHED) : "")
        .as("%s is as the fields were; copy %s there", PUBLISHED, CURRENT)
        .isEqualTo(current);
  }
}
