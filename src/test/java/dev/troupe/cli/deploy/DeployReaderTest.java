package dev.troupe.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.cli.deploy.DeployTarget.Hook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployReaderTest {
  private static final Map<String, Object> LEAST =
      Map.of("host", "h", "repo", "git@g:r.git", "path", "/srv/app/");

  @Test
  void readsAnEnvironment() throws Exception {
    var outcome =
        read(
            Map.of(
                "user", "u",
                "host", List.of("h1", "h2"),
                "port", 2222,
                "key", "/k",
                "ssh_options", "StrictHostKeyChecking=no",
                "forward-agent", "yes",
                "ref", "origin/main",
                "fetch", "fast",
                "env", Map.of("N", 1),
                "post-deploy", "npm ci"));
    assertThat(outcome.target())
        .isEqualTo(
            new DeployTarget(
                "production",
                List.of("h1", "h2"),
                "u",
                "2222",
                "/k",
                List.of("StrictHostKeyChecking=no"),
                true,
                false,
                "git@g:r.git",
                "origin/main",
                "/srv/app",
                true,
                Map.of("N", "1"),
                Map.of(Hook.POST_DEPLOY, "npm ci")));
    assertThat(outcome.warnings()).isEmpty();
  }

  @Test
  void saysWhatItDoesNotKnow() throws Exception {
    assertThat(read(Map.of("hosts", "x")).warnings())
        .containsExactly("f.json: deploy.production.hosts is unknown and ignored");
  }

  @ParameterizedTest
  @CsvSource({
    "path, srv, f.json: deploy.production.path: srv is not absolute",
    "path, '', f.json: deploy.production.path is missing",
    "host, -oProxyCommand=x, f.json: deploy.production.host: -oProxyCommand=x begins with a dash",
    "user, -x, f.json: deploy.production.user: -x begins with a dash",
    "ref, --upload-pack=x, f.json: deploy.production.ref: --upload-pack=x begins with a dash",
    "repo, --upload-pack=x, f.json: deploy.production.repo: --upload-pack=x begins with a dash"
  })
  void refusesWhatCannotBeUsed(String field, String value, String reason) {
    assertThatThrownBy(() -> read(Map.of(field, value))).hasMessageStartingWith(reason);
  }

  @Test
  void namesTheEnvironmentsThatThereAre() {
    var section = Map.of("staging", LEAST, "production", LEAST);
    assertThatThrownBy(() -> DeployReader.read("f.json", section, "prod"))
        .hasMessage("f.json: deploy has no environment prod; there are production, staging");
  }

  private static DeployReader.Outcome read(Map<String, Object> over) throws Exception {
    var fields = new HashMap<>(LEAST);
    fields.putAll(over);
    return DeployReader.read("f.json", Map.of("production", fields), "production");
  }
}
