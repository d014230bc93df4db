package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code deploy.X.env} lies below everything that an app declares of X. */
class DeployEnvironmentsTest {
  private static final Map<String, Object> FILE =
      Map.of("deploy", Map.of("dev", Map.of("env", Map.of("A", 1, "B", 1, "C", 1))));

  @Test
  void liesBelowTheAppsOwnEnvironments() {
    var app =
        Map.<String, Object>of("script", "a", "env", Map.of("A", 0), "env_dev", Map.of("B", 2));
    assertThat(DeployEnvironments.in(FILE).below(app))
        .containsEntry("env", Map.of("A", 0))
        .containsEntry("env_dev", Map.of("B", 2, "C", 1));
  }

  @Test
  void standsInForAnEnvironmentThatTheAppDoesNotDeclare() {
    assertThat(DeployEnvironments.in(FILE).below(Map.of("script", "a")))
        .containsEntry("env_dev", Map.of("A", 1, "B", 1, "C", 1));
  }

  @Test
  void leavesFilesWithoutOneAndMistakesAlone() {
    var app = Map.<String, Object>of("script", "a", "env_dev", "x");
    assertThat(DeployEnvironments.in(null).below(app)).isEqualTo(app);
    assertThat(DeployEnvironments.in(FILE).below(app)).isEqualTo(app);
    assertThat(DeployEnvironments.in(Map.of("deploy", Map.of("dev", "y"))).below(app))
        .isEqualTo(app);
  }
}
