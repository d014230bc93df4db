package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Holds the pages about the commands against the commands. With the environment variable {@code
 * TROUPE_WRITE_PAGES} it writes them anew.
 */
class CommandPagesTest {
  private static final String REMEDY =
      "run TROUPE_WRITE_PAGES=1 mvn test -Dtest=CommandPagesTest to write it anew";

  private static void hasText(Path page, String text) throws IOException {
    if (System.getenv("TROUPE_WRITE_PAGES") != null) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, text);
    }
    assertThat(Files.readString(page)).as(page + ": " + REMEDY).isEqualTo(text);
  }

  @Test
  void thePageOfCommandsSaysWhatTheCommandsSay() throws IOException {
    hasText(Path.of("docs/commands.md"), CommandPages.markdown());
  }

  @Test
  void theManualSaysWhatTheCommandsSay() throws IOException {
    hasText(Path.of("docs/man/troupe.1"), CommandPages.manual());
  }
}
