package dev.troupe.pm2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Pm2DescribeTest {

  private static String draw(AppSnapshot app) {
    var describe = new Pm2Describe(new Palette(false), Example.STARTED, "root");
    return describe.draw(app, app.instances().getFirst(), null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ready | yes",
        "readiness | once it says ready, within 8s",
        "liveness | GET http://127.0.0.1:PORT/health gives 200-399, every 10s, unhealthy at 3"
            + " failures",
        "last probe | answered in 12ms",
        "watchdog | WATCHDOG=1 every 5s",
        "says | 3 requests under way",
        "sockets | web *:8080, admin [::1]:81, local /run/a.sock",
        "depends on | db (ready)",
        "last reload | rolled back at 2026-01-01T00:00:00Z: slot 1: exited with code 1"
      })
  void aServiceShowsHowItIsKeptAvailable(String label, String value) {
    assertThat(draw(Example.service()))
        .containsPattern("│ " + label + " +│ \\Q" + value + "\\E +│");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max memory restart | 157286400",
        "cron restart | 0 3 * * * in Asia/Tokyo",
        "next due | 2026-01-01T00:00:00Z",
        "started anew | memory: used 151.0mb of memory, more than 150.0mb",
        "node.js version | 20.20.2",
        "watch & reload | ✔"
      })
  void anAppThatIsCaredForShowsHow(String label, String value) {
    assertThat(draw(Example.caredFor()))
        .containsPattern("│ " + label + " +│ \\Q" + value + "\\E +│");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max memory restart",
        "cron restart",
        "next due",
        "started anew",
        "liveness",
        "last probe",
        "watchdog",
        "says",
        "sockets",
        "depends on",
        "last reload"
      })
  void whatThereIsNotHasNoRow(String label) {
    assertThat(draw(Example.web(1))).doesNotContain(label);
  }

  @Test
  void withoutNodeItsVersionIsNotKnown() {
    assertThat(draw(Example.sleeper())).containsPattern("│ node.js version +│ N/A ");
  }

  @Test
  void whatIsStoppedIsNotReady() {
    assertThat(draw(Example.sleeper()))
        .containsPattern("│ ready +│ no ")
        .containsPattern("│ readiness +│ once it runs ");
  }
}
