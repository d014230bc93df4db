package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.api.Apps;
import dev.troupe.api.Instances;
import dev.troupe.api.Json;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import dev.troupe.model.Usage;
import dev.troupe.pm2.Example;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the daemon writes is read back as it was. */
class RecordReaderTest {

  @Test
  void readsApps() throws IOException {
    var apps = new Apps(List.of(Example.web(3), Example.sleeper(), Example.service(), errored()));
    assertThat(RecordReader.read(Apps.class, Json.write(apps))).isEqualTo(apps);
  }

  private static AppSnapshot errored() {
    var at = Instant.parse("2026-05-06T07:08:09.123456789Z");
    var exits =
        List.of(new ExitStatus.Exited(7), new ExitStatus.Signaled(9), new ExitStatus.Unknown());
    var instances =
        exits.stream()
            .map(
                exit ->
                    new InstanceSnapshot(
                        1,
                        2,
                        "u",
                        InstanceState.ERRORED,
                        null,
                        at,
                        at,
                        3,
                        4,
                        at,
                        exit,
                        "\"why\"\n",
                        new Usage(1, 2),
                        true,
                        null,
                        "warming up"))
            .toList();
    return new AppSnapshot(9, Example.sleeper().spec(), instances, null);
  }

  @Test
  void readsRowsAndLines() throws IOException {
    var rows =
        new Instances(List.of(CommandRun.instance(0, "größer 😀"), CommandRun.instance(1, "b")));
    assertThat(RecordReader.read(Instances.class, Json.write(rows))).isEqualTo(rows);
    var line = new LogLine(Instant.EPOCH, "a", 1, OutputName.ERR, "\u001b[31m\"red\"\\\t\u0001", 7);
    assertThat(RecordReader.read(LogLine.class, Json.write(line))).isEqualTo(line);
  }

  @Test
  void skipsWhatANewerDaemonAdds() throws IOException {
    assertThat(RecordReader.read(Usage.class, "{\"more\":[{}],\"memoryBytes\":2,\"cpuPercent\":1}"))
        .isEqualTo(new Usage(1, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,]",
        "{\"a\":}",
        "nul",
        "{\"a\":1}x",
        "\"\\q\"",
        "\"open",
        "1.2.3",
        "{a:1}",
        "{\"cpuPercent\":1}",
        "null",
        "\"\\u00g0\"",
        "\"\\u00"
      })
  void refusesWhatIsNoJsonOrDoesNotFit(String text) {
    assertThatThrownBy(() -> RecordReader.read(Usage.class, text)).isInstanceOf(IOException.class);
  }

  @Test
  void readsEveryKindOfValue() throws IOException {
    assertThat(
            JsonReader.read(
                " [ 1 , -2.5e1, true, false, null, \"\\u00e9\\/\\n\", {\"a\" : {} } , [] ] "))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .containsExactly(1L, -25.0, true, false, null, "é/\n", Map.of("a", Map.of()), List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z", "2026-12-31T23:59:59.5Z", "2024-02-29T12:00:00.000001Z",
        "1969-12-31T23:59:59.999999999Z", "-0001-01-01T00:00:00Z", "+12026-01-01T00:00:00Z"
      })
  void readsInstantsAsTheJdkDoes(String text) {
    assertThat(IsoInstant.parse(text)).isEqualTo(Instant.parse(text));
  }
}
