package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For tests of what fields mean: an app of {@code ls}, on a machine that has it. */
abstract class DeclaredApp {
  @TempDir Path folder;
  Machine machine;

  @BeforeEach
  void installLs() {
    machine = new Machine(folder.toAbsolutePath());
    machine.program("ls");
  }

  /** The declaration of an app with further fields. */
  static Map<String, Object> declared(Map<String, Object> more) {
    var declared = new HashMap<>(more);
    declared.put("script", "ls");
    return declared;
  }

  /** The app with further fields, about which there is nothing to warn of. */
  AppSpec app(Map<String, Object> more) {
    var declared = declared(more);
    assertThat(machine.warnings(declared)).isEmpty();
    return machine.app(declared);
  }
}
