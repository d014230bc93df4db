package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines of {@code logs --json} that are about processes. */
class ProcessEventsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Console console =
      new Console(
          out, out, new Caller("pm2", null, Map.of(), Path.of("/"), false, Integer.MAX_VALUE));

  private static String of(String app) {
    return "{\"at\":\"1970-01-01T00:00:00Z\",\"app\":\"" + app + "\",\"instance\":0,\"pid\":1}";
  }

  @ParameterizedTest
  @CsvSource({
    "online, online",
    "exited, exit",
    "stopped, stop",
    "deleted, delete",
    "gave-up, restart overlimit"
  })
  void areInPm2sWords(String event, String status) throws IOException {
    assertThat(new ProcessEvents(console, Set.of()).on(event, of("web"))).isTrue();
    assertThat(out)
        .hasToString(
            "{\"timestamp\":\"1970-01-01T00:00:00Z\",\"type\":\"process_event\",\"status\":\"%s\",\"app_name\":\"web\"}\n"
                .formatted(status));
  }

  @Test
  void leaveOutWhatPm2DoesNotTellAndOtherApps() throws IOException {
    var events = new ProcessEvents(console, Set.of("web"));
    events.on("online", of("api"));
    events.on("restart-scheduled", of("web"));
    assertThat(out.size()).isZero();
  }
}
