package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract, sections 2 and 4: each of PM2's words that has no meaning here is answered. */
class SubstituteTest extends CommandTestBase {

  @ParameterizedTest
  @CsvSource({
    "link, 1, `web` opens the dashboard",
    "login, 1, `web` opens the dashboard",
    "register, 1, `web` opens the dashboard",
    "plus, 1, `key` gives others access",
    "open, 1, `web` opens the dashboard",
    "unlink, 0, no service is linked",
    "logout, 0, no service is linked",
    "pull, 1, `git -C FOLDER pull`",
    "forward, 1, `reload NAME`",
    "backward, 1, `deploy`",
    "create, 0, the first command starts the daemon",
    "deepUpdate, 1, `update`",
    "logrotate, 0, docs/logs.md",
    "examples, 0, `COMMAND --help`",
    "publish, 1, `npm publish`",
    "install-otel, 1, OpenTelemetry"
  })
  void saysInOneLineWhatThereIsInstead(String word, int exitCode, String part) {
    var result = troupe.run(word, "a", "--any");
    assertThat(result.exitCode()).isEqualTo(exitCode);
    assertThat(result.out() + result.err()).contains(part).hasLineCount(1);
    assertThat(daemon.asked()).isEmpty();
    assertThat(Commands.named(word)).as("it is a command by now").isNull();
  }

  @ParameterizedTest
  @CsvSource({"delete, 0", "secret, 1"})
  void deletingALinkThatIsNotThereIsFine(String word, int exitCode) {
    assertThat(troupe.run("link", word).exitCode()).isEqualTo(exitCode);
  }
}
