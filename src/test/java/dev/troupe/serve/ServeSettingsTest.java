package dev.troupe.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeSettingsTest {
  @TempDir Path folder;

  @Test
  void servesThisFolderAtPort8080IfNothingIsSaid() throws Exception {
    assertThat(ServeSettings.of(Map.of(), folder))
        .isEqualTo(new ServeSettings("0.0.0.0", 8080, folder, false, false, "index.html", null));
  }

  @Test
  void takesPm2sVariables() throws Exception {
    var env =
        Map.of(
            "PM2_SERVE_PORT", "3000",
            "PM2_SERVE_HOST", "127.0.0.1",
            "PM2_SERVE_PATH", folder.toString(),
            "PM2_SERVE_SPA", "true",
            "PM2_SERVE_FTP", "false",
            "PM2_SERVE_HOMEPAGE", "/app.html",
            "PM2_SERVE_BASIC_AUTH", "true",
            "PM2_SERVE_BASIC_AUTH_USERNAME", "u",
            "PM2_SERVE_BASIC_AUTH_PASSWORD", "p");
    assertThat(ServeSettings.of(env, Path.of("/")))
        .isEqualTo(new ServeSettings("127.0.0.1", 3000, folder, true, false, "app.html", "dTpw"));
  }

  @Test
  void refusesWhatCannotBeServed() {
    refuses(Map.of("PM2_SERVE_PORT", "70000"), "PM2_SERVE_PORT: 70000 is not a port");
    refuses(Map.of("PM2_SERVE_PATH", "nope"), "nope is not a folder");
    refuses(Map.of("PM2_SERVE_BASIC_AUTH", "true"), "PM2_SERVE_BASIC_AUTH needs");
  }

  private void refuses(Map<String, String> env, String reason) {
    assertThatThrownBy(() -> ServeSettings.of(env, folder)).hasMessageContaining(reason);
  }
}
