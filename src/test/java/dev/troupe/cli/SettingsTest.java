package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.Apps;
import dev.troupe.pm2.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code get}, {@code set}, {@code multiset}, {@code unset}, {@code conf}. */
class SettingsTest {
  @TempDir Path home;

  private Path file;
  private CommandRun troupe;

  @BeforeEach
  void setUp() {
    file = home.resolve("module_conf.json");
    troupe = new CommandRun(home);
  }

  @Test
  void keepsSettingsBySectionAsTexts() throws IOException {
    assertThat(troupe.run("set", "api.colour", "blue").exitCode()).isZero();
    assertThat(troupe.run("set", "api:size", "3").exitCode()).isZero();
    assertThat(troupe.run("set", "plain", "say \"hi\"").exitCode()).isZero();
    assertThat(file)
        .hasContent(
            """
            {
                "api": {
                    "colour": "blue",
                    "size": "3"
                },
                "plain": "say \\"hi\\""
            }\
            """);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void startsNoDaemonForASetting() {
    assertThat(troupe.run("set", "api.colour", "blue").out())
        .isEqualTo("[Troupe] Set api.colour to blue\n");
    assertThat(home.resolve("troupe.log")).doesNotExist();
  }

  @Test
  void showsOneSettingASectionOrAll() throws IOException {
    Files.writeString(file, "{\"a\": {\"b\": \"1\", \"c\": {\"d\": 2}}, \"e\": true}");
    assertThat(troupe.run("get", "a.b").out()).isEqualTo("1\n");
    assertThat(troupe.run("get", "a:c:d").out()).isEqualTo("2\n");
    assertThat(troupe.run("conf", "a").out()).isEqualTo("a.b: 1\na.c.d: 2\n");
    assertThat(troupe.run("get").out()).isEqualTo("a.b: 1\na.c.d: 2\ne: true\n");
    assertThat(troupe.run("conf").out()).isEqualTo(troupe.run("get", "all").out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nokey", "a.nokey", "a.b.c"})
  void failsToGetWhatIsNotThere(String key) throws IOException {
    Files.writeString(file, "{\"a\": {\"b\": \"1\"}}");
    var result = troupe.run("get", key);
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).contains("there is no setting " + key);
  }

  @Test
  void setsSeveralAtOnceAndRefusesAKeyWithoutValue() {
    assertThat(troupe.run("multiset", "a.b 1 a.c 2").exitCode()).isZero();
    assertThat(troupe.run("multiset", "e", "5").exitCode()).isZero();
    assertThat(troupe.run("get").out()).isEqualTo("a.b: 1\na.c: 2\ne: 5\n");
    assertThat(troupe.run("multiset", "a.b 1 a.c").exitCode()).isOne();
  }

  @Test
  void removesOneSettingASectionOrAll() {
    troupe.run("multiset", "a.b 1 a.c 2 d.e 3 f 4");
    assertThat(troupe.run("unset", "a.b").out()).isEqualTo("[Troupe] Removed a.b\n");
    assertThat(troupe.run("unset", "d").exitCode()).isZero();
    assertThat(troupe.run("get").out()).isEqualTo("a.c: 2\nf: 4\n");
    assertThat(troupe.run("unset", "all").exitCode()).isZero();
    assertThat(file).hasContent("{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nokey", "nokey.x", "f.x"})
  void saysThatThereWasNoSuchSettingToRemove(String key) {
    troupe.run("set", "f", "4");
    var result = troupe.run("unset", key);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo("[Troupe] There was no setting " + key + "\n");
  }

  @ParameterizedTest
  @CsvSource({"a.b, a|b", "a:b:c, a|b|c", "a:b.c, a|b|c", "a.\"b.c\", a|b.c", "plain, plain"})
  void readsKeysByDotsAndColons(String key, String path) throws CommandFailure {
    assertThat(ModuleConf.path(key)).containsExactly(path.split("\\|"));
  }

  @Test
  void refusesKeysThatNameNothingAndFilesThatAreNotItsOwn() throws IOException {
    assertThat(troupe.run("set", "a..b", "1").err()).contains("the key a..b has an empty part");
    assertThat(troupe.run("set", "all", "1").exitCode()).isOne();
    Files.writeString(file, "[1]");
    assertThat(troupe.run("set", "a", "1").err()).contains("is no JSON object");
    Files.writeString(file, "{");
    assertThat(troupe.run("unset", "all").err()).contains("not JSON");
    assertThat(file).hasContent("{");
  }

  @Test
  void writesWhereTheVariableSays() {
    var elsewhere = new CommandRun(home).with("PM2_MODULE_CONF_PATH", home + "/other.json");
    assertThat(elsewhere.run("set", "a", "1").exitCode()).isZero();
    assertThat(home.resolve("other.json")).exists();
  }

  @Test
  void restartsARunningAppWithWhatHasChanged() throws IOException {
    try (var daemon = new FakeDaemon(home.resolve("troupe.sock"))) {
      daemon.answering("GET /api/v1/apps", 200, new Apps(List.of(Example.web(1))));
      daemon.answeringInstances("GET /api/v1/instances", CommandRun.instance(0, "web"));
      var restart = "POST /api/v1/apps/web/restart";
      daemon.answeringInstances(restart, CommandRun.instance(0, "web"));
      var result = troupe.run("multiset", "web.colour blue other.x 1 web.size 3");
      assertThat(result.exitCode()).isZero();
      assertThat(result.out()).contains("Restarted web (id 0)");
      assertThat(daemon.asked()).containsOnlyOnce(restart);
      assertThat(daemon.bodyOf(restart))
          .containsEntry("env", Map.of())
          .containsEntry("changes", Map.of("env", Map.of("colour", "blue", "size", "3")));
      assertThat(troupe.run("set", "nobody.x", "1").out()).doesNotContain("Restarted");
    }
  }

  @Test
  void keepsNothingOfARotationThatTheDaemonRefuses() throws IOException {
    try (var daemon = new FakeDaemon(home.resolve("troupe.sock"))) {
      daemon.refusing("PUT /api/v1/logs/rotation", 400, "much does not fit");

      var result = troupe.run("set", "pm2-logrotate:max_size", "much");

      assertThat(result.exitCode()).isOne();
      assertThat(result.err()).contains("much does not fit");
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void tellsTheDaemonOfAnotherRotation() throws IOException {
    try (var daemon = new FakeDaemon(home.resolve("troupe.sock"))) {
      daemon.answeringRaw("PUT /api/v1/logs/rotation", "HTTP/1.1 200 x\r\n\r\n{}");
      daemon.answering("GET /api/v1/apps", 200, new Apps(List.of()));

      assertThat(troupe.run("set", "pm2-logrotate:max_size", "10M").exitCode()).isZero();
      assertThat(daemon.bodyOf("PUT /api/v1/logs/rotation")).isEqualTo(Map.of("max_size", "10M"));
      assertThat(troupe.run("unset", "pm2-logrotate:max_size").exitCode()).isZero();
      assertThat(daemon.bodyOf("PUT /api/v1/logs/rotation")).isEmpty();
    }
  }
}
