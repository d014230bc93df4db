package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done to log files, and how they are rotated. */
class LogFileRoutesTest extends RoutesTestBase {
  @ParameterizedTest
  @CsvSource({
    "flush, flush, /troupe.log",
    "flush?target=api, flush api, /o /e",
    "flush?target=all, flush all, /o /e",
    "reopen, reopen, /o"
  })
  void logFilesAreEmptiedAndReopened(String path, String asked, String files) {
    var answer = ask("POST", "/api/v1/logs/" + path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer)).isEqualTo(Map.of("files", List.of(files.split(" ", -1))));
    assertThat(endpoint.control.asked).containsExactly(asked);
  }

  @Test
  void logFilesOfAnUnknownAppAreNotFound() {
    isProblem(ask("POST", "/api/v1/logs/flush?target=nope"), 404, "No process found: nope");
  }

  @Test
  void logFilesThatCannotBeWrittenAreListed() {
    assertThat(ask("GET", "/api/v1/logs/problems").body())
        .isEqualTo(
            "{\"problems\":[{\"path\":\"/o\",\"since\":\"1970-01-01T00:00:00Z\","
                + "\"reason\":\"No space left on device\",\"lostBytes\":7}]}");
  }

  @Test
  void theRotationInForceIsShown() {
    assertThat(ask("GET", "/api/v1/logs/rotation").body())
        .contains("\"maxSize\":10485760", "\"retain\":30", "\"dateFormat\":");
  }

  @Test
  void theRotationCanBeSet() {
    assertThat(setRotation().body()).contains("\"maxSize\":10485760");
    assertThat(endpoint.control.asked).containsExactly(Map.of("max_size", "much"));
  }

  private Wire.Answer setRotation() {
    return ask("PUT", "/api/v1/logs/rotation", "{\"max_size\":\"much\"}");
  }

  @Test
  void aRotationThatMakesNoSenseIsRefused() {
    endpoint.control.rotationErrors = List.of("pm2-logrotate.max_size: much does not fit");
    var answer = setRotation();
    isProblem(answer, 400, "a mistake");
    assertThat(answer.body()).contains("max_size");
  }
}
