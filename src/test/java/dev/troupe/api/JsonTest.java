package dev.troupe.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSnapshot;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import dev.troupe.model.PlainApp;
import dev.troupe.model.Program;
import dev.troupe.model.Usage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    var spec =
        PlainApp.of(
            "api",
            new Program("/a.js", List.of("x"), null, List.of(), "/", Map.of("A", "1"), null, null));
    var app =
        new AppSnapshot(
            1,
            spec,
            List.of(
                new InstanceSnapshot(
                    0,
                    0,
                    "u",
                    InstanceState.ONLINE,
                    12L,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    0,
                    0,
                    null,
                    null,
                    null,
                    new Usage(1.5, 100),
                    true,
                    Duration.ofMillis(3),
                    null)),
            null);
    var text = Json.write(app);
    assertThat(Json.read(AppSnapshot.class, text)).isEqualTo(app);
  }
}
