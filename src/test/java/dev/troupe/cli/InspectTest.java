package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.Apps;
import dev.troupe.pm2.Example;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which process is inspected or profiled, and which cannot be. */
class InspectTest extends CommandTestBase {

  @ParameterizedTest
  @CsvSource({
    "--harmony, 9229",
    "--inspect, 9229",
    "--inspect-port=9400, 9400",
    "--inspect=0.0.0.0:81, 81",
    "--inspect-brk=[::1]:9300, 9300"
  })
  void findsThePortThatNodeWasGiven(String arg, int port) {
    assertThat(NodeInspector.port(List.of("--no-warnings", arg))).isEqualTo(port);
  }

  @Test
  void wantsOneInstanceOnly() {
    daemon.answering("GET /api/v1/apps/web", 200, new Apps(List.of(Example.web(2))));
    var result = troupe.run("inspect", "web");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).contains("web means 2 instances: name one by its id (0, 1)");
  }

  @Test
  void refusesWhatDoesNotRunOrIsNotNodes() {
    daemon.answering("GET /api/v1/apps/sleeper", 200, new Apps(List.of(Example.sleeper())));
    daemon.refusing("GET /api/v1/apps/nope", 404, "there is no app nope");
    assertThat(troupe.run("profile:mem", "sleeper").err()).contains("sleeper does not run");
    assertThat(troupe.run("inspect", "nope").exitCode()).isOne();
  }

  @Test
  void refusesATimeThatIsNone() {
    assertThat(troupe.run("profile:cpu", "web", "soon").err()).contains("soon is no time");
    assertThat(troupe.run("profile:cpu", "9999").err()).contains("from 1 to 3600");
    assertThat(daemon.asked()).isEmpty();
  }
}
