package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.troupe.model.AppSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that a newcomer starts first are in order, with programs of these names in PATH. */
class ExamplesTest {
  private static final Path CHECKOUT = Path.of("").toAbsolutePath();

  @TempDir Path folder;
  private Machine machine;

  @BeforeEach
  void setUp() {
    machine = new Machine(folder.toAbsolutePath());
    List.of("node", "python3", "bash").forEach(machine::program);
  }

  private List<String> names(Path cwd, String name, Map<String, String> env) {
    var file = (ProcessFile.Apps) new ProcessFileReader(cwd, env).read(name);
    assertThat(file.warnings()).isEmpty();
    var context = new Context(file.base(), machine.env(), 1, machine.home, null);
    return switch (AppSpecReader.read(file.apps(), context)) {
      case ReadResult.Accepted(var apps, var warnings) -> {
        assertThat(warnings).isEmpty();
        yield apps.stream().map(AppSpec::name).toList();
      }
      case ReadResult.Refused(var errors, _) -> throw new AssertionError(errors);
    };
  }

  @Test
  void startsTheExamplesFromTheConfiguration() {
    assertThat(names(CHECKOUT, "conf/application.conf", Map.of()))
        .containsExactly("web", "worker", "loop", "crashing");
  }

  @Test
  void startsTheExamplesFromToml() {
    assertThat(names(CHECKOUT, "examples/ecosystem.toml", Map.of())).containsExactly("web", "loop");
  }

  @Test
  void startsTheServersOnInheritedSockets() {
    assertThat(names(CHECKOUT, "examples/sockets/ecosystem.toml", Map.of()))
        .containsExactly("python", "node", "java");
  }

  @Test
  void startsTheExamplesFromYaml() {
    assertThat(names(CHECKOUT.resolve("examples"), "ecosystem.yaml", Map.of()))
        .containsExactly("web", "worker");
  }

  @Test
  void startsTheExamplesFromJavaScript() {
    assumeTrue(
        SearchPath.of(System.getenv(), CHECKOUT).find("node").isPresent(), "node is missing");
    assertThat(names(CHECKOUT, "examples/ecosystem.config.js", System.getenv()))
        .containsExactly("web", "worker", "loop", "crashing");
  }
}
