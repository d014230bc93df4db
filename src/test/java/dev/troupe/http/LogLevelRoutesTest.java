package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** How much the daemon says in its log. */
class LogLevelRoutesTest extends RoutesTestBase {
  private static final String PATH = "/api/v1/daemon/loglevel";

  @Test
  void theLogLevelCanBeSet() {
    var before = ask("GET", PATH).body();
    try {
      var answer = ask("PUT", PATH, "{\"level\":\"debug\"}");
      assertThat(answer.body()).isEqualTo("{\"level\":\"debug\"}");
      assertThat(LoggerFactory.getLogger("dev.troupe.http.Router").isDebugEnabled()).isTrue();
      assertThat(ask("GET", PATH).body()).isEqualTo(answer.body());
    } finally {
      ask("PUT", PATH, before);
    }
  }

  @Test
  void anUnknownLogLevelIsRefused() {
    var answer = ask("PUT", PATH, "{\"level\":\"loud\"}");
    isProblem(answer, 400, "a mistake");
    assertThat(answer.body()).contains("error, warn, info, debug");
  }
}
