package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code script: serve} in a process file. */
class StaticServerTest {
  @TempDir Path folder;

  @Test
  void runsOnThisJavaWithTheVariablesThatSayWhatToServe() {
    var app = Map.<String, Object>of("script", "serve", "env", Map.of("PM2_SERVE_PORT", "3000"));
    var program = accepted(app).program();
    assertThat(program.script()).isEqualTo(System.getProperty("java.home") + "/bin/java");
    assertThat(program.interpreter()).isNull();
    assertThat(program.args())
        .contains("-cp", System.getProperty("java.class.path"))
        .endsWith("dev.troupe.serve.ServeMain");
    assertThat(program.env()).containsEntry("PM2_SERVE_PORT", "3000");
  }

  @Test
  void makesAppsOfTheStaticSectionOfAFile() throws Exception {
    var text =
        """
        static:
          - path: ./public
            port: 3000
            spa: true
            basic_auth_username: u
            basic_auth_password: p
            max_restarts: 5
          - path: ./docs
        """;
    Files.writeString(folder.resolve("sites.yaml"), text);
    var file = new ProcessFileReader(folder, Map.of()).read("sites.yaml");
    assertThat(file).isInstanceOf(ProcessFile.Apps.class);
    var apps = ((ProcessFile.Apps) file).apps();
    assertThat(apps.getFirst())
        .containsEntry("script", "serve")
        .containsEntry("name", "static-page-server-3000")
        .containsEntry("max_restarts", 5)
        .containsEntry(
            "env",
            Map.of(
                "PM2_SERVE_PATH", "./public",
                "PM2_SERVE_PORT", 3000,
                "PM2_SERVE_SPA", true,
                "PM2_SERVE_BASIC_AUTH", "true",
                "PM2_SERVE_BASIC_AUTH_USERNAME", "u",
                "PM2_SERVE_BASIC_AUTH_PASSWORD", "p"));
    assertThat(apps.getLast()).containsEntry("name", "static-page-server-8080");
  }

  @Test
  void leavesAFileOfThatNameToItself() throws Exception {
    var own = Files.writeString(folder.resolve("serve"), "#!/bin/sh\n");
    assertThat(own.toFile().setExecutable(true)).isTrue();
    assertThat(accepted(Map.of("script", "serve")).program().script()).isEqualTo(own.toString());
  }

  private AppSpec accepted(Map<String, Object> app) {
    var context = new Context(folder, Map.of("PATH", "/usr/bin:/bin"), 2, folder, null);
    var result = AppSpecReader.read(List.of(app), context);
    assertThat(result).isInstanceOf(ReadResult.Accepted.class);
    return ((ReadResult.Accepted) result).apps().getFirst();
  }
}
