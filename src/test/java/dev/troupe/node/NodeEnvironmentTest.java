package dev.troupe.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeEnvironmentTest {
  private static final Map<String, String> NONE = Map.of();

  @Test
  void makesAWorkerOfAClusterInstance() {
    assertThat(NodeEnvironment.of(Map.of("A", "b"), true, 7, null, false))
        .isEqualTo(
            Map.of("A", "b", "NODE_UNIQUE_ID", "7", "NODE_CHANNEL_SERIALIZATION_MODE", "json"));
  }

  @Test
  void keepsFromTheChildWhatWasMeantForAnother() {
    var inherited =
        Map.of(
            "NODE_UNIQUE_ID", "3",
            "NODE_CHANNEL_FD", "9",
            "NODE_CHANNEL_SERIALIZATION_MODE", "advanced");
    assertThat(NodeEnvironment.of(inherited, false, 7, null, false))
        .isEqualTo(Map.of("NODE_CHANNEL_SERIALIZATION_MODE", "json"));
  }

  @ParameterizedTest
  @CsvSource({
    "/home/a/x.cjs,--require /home/a/x.cjs",
    "/home/a b/x.cjs,--require \"/home/a b/x.cjs\"",
    "/home/a \"b\\c/x.cjs,--require \"/home/a \\\"b\\\\c/x.cjs\"",
    "/home/a\\c/x.cjs,--require /home/a\\c/x.cjs"
  })
  void quotesThePathAsNodeReadsIt(String path, String options) {
    assertThat(NodeEnvironment.of(NONE, false, 0, path, false))
        .containsEntry("NODE_OPTIONS", options);
  }

  @Test
  void leavesTheUsersOwnOptionsInFront() {
    assertThat(
            NodeEnvironment.of(Map.of("NODE_OPTIONS", "--no-warnings"), false, 0, "/x.cjs", false))
        .containsEntry("NODE_OPTIONS", "--no-warnings --require /x.cjs");
  }

  @Test
  void turnsSourceMapsOnWithoutAnArgumentThatTheProgramSees() {
    assertThat(
            NodeEnvironment.of(Map.of("NODE_OPTIONS", "--no-warnings"), false, 0, "/x.cjs", true))
        .containsEntry("NODE_OPTIONS", "--no-warnings --enable-source-maps --require /x.cjs");
  }
}
