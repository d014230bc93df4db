package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DumpFileTest {
  private static final List<Map<String, Object>> API = List.of(Map.of("name", "api"));
  private static final List<Map<String, Object>> WEB = List.of(Map.of("name", "web"));

  private @TempDir Path home;
  private DumpFile dump;

  @BeforeEach
  void name() {
    dump = new DumpFile(home.resolve("dump.pm2"));
  }

  @Test
  void writesAsPm2DoesAndForItsOwnerAlone() throws IOException {
    dump.write(List.of(Map.of("args", List.of(), "env", Map.of())));
    assertThat(Files.readString(dump.path()))
        .isIn(
            "[\n  {\n    \"args\": [],\n    \"env\": {}\n  }\n]",
            "[\n  {\n    \"env\": {},\n    \"args\": []\n  }\n]");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dump.path())))
        .isEqualTo("rw-------");
  }

  @Test
  void keepsTheListBefore() throws IOException {
    dump.write(API);
    dump.write(WEB);
    assertThat(dump.read().units()).isEqualTo(WEB);
    Files.delete(dump.path());
    assertThat(dump.read().units()).isEqualTo(API);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[{\"name\":", "{}", "[1]"})
  void deletesAListThatCannotBeReadAndTakesTheOneBefore(String text) throws IOException {
    dump.write(API);
    dump.write(WEB);
    Files.writeString(dump.path(), text);
    var content = dump.read();
    assertThat(content.units()).isEqualTo(API);
    assertThat(content.warning())
        .startsWith(dump.path() + " cannot be understood")
        .contains(dump.path() + ".bak is taken instead");
    assertThat(dump.path()).doesNotExist();
  }

  @Test
  void hasNothingIfNothingWasSaved() throws IOException {
    assertThat(dump.read()).isEqualTo(new DumpFile.Content(List.of(), null));
  }

  @Test
  void isEmptyOnceCleared() throws IOException {
    dump.write(API);
    dump.clear();
    assertThat(Files.readString(dump.path())).isEqualTo("[]");
  }
}
