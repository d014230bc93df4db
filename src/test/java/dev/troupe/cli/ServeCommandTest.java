package dev.troupe.cli;

import static dev.troupe.cli.CommandRun.instance;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Contract, section 9: {@code serve}. */
class ServeCommandTest extends CommandTestBase {

  @Test
  void declaresAnAppNamedAfterItsPort() throws IOException {
    daemon.answeringInstances("POST /api/v1/apps", instance(0, "static-page-server-8080"));
    assertThat(troupe.run("serve").exitCode()).isZero();
    assertThat(daemon.bodyOf("POST /api/v1/apps").get("apps"))
        .isEqualTo(
            List.of(
                Map.of(
                    "script", "serve",
                    "name", "static-page-server-8080",
                    "env", Map.of("PM2_SERVE_PORT", "8080", "PM2_SERVE_PATH", home.toString()))));
  }

  @Test
  void takesFolderPortAndOptions() throws IOException {
    Files.createDirectory(home.resolve("dist"));
    daemon.answeringInstances("POST /api/v1/apps", instance(0, "docs"));
    var result =
        troupe.run(
            "serve",
            "dist",
            "3000",
            "--name",
            "docs",
            "--spa",
            "--basic-auth-username",
            "u",
            "--basic-auth-password",
            "p");
    assertThat(result.exitCode()).isZero();
    assertThat(daemon.bodyOf("POST /api/v1/apps").get("apps"))
        .isEqualTo(
            List.of(
                Map.of(
                    "script", "serve",
                    "name", "docs",
                    "env",
                        Map.of(
                            "PM2_SERVE_PORT", "3000",
                            "PM2_SERVE_PATH", home.resolve("dist").toString(),
                            "PM2_SERVE_SPA", "true",
                            "PM2_SERVE_BASIC_AUTH", "true",
                            "PM2_SERVE_BASIC_AUTH_USERNAME", "u",
                            "PM2_SERVE_BASIC_AUTH_PASSWORD", "p"))));
  }

  @Test
  void refusesWhatCannotBeServed() {
    refuses(" is not a folder: give the one whose files to serve", "serve", "nope");
    refuses("x is not a port: give a number from 0 to 65535", "serve", ".", "x");
    refuses("give both --basic-auth-username", "serve", "--basic-auth-username", "u");
  }

  private void refuses(String reason, String... args) {
    var result = troupe.run(args);
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).contains(reason).hasLineCount(1);
  }
}
