package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.DeclaredEnv.Variable;
import dev.troupe.model.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the places that can set a variable has the last word. */
class EnvironmentRulesTest extends DeclaredApp {
  private Program program(Map<String, Object> fields) {
    return program(null, fields);
  }

  private Program program(@Nullable String envName, Map<String, Object> fields) {
    var declaration = declared(fields);
    declaration.putIfAbsent("name", "api");
    return switch (machine.read(envName, List.of(declaration))) {
      case ReadResult.Accepted(var apps, _) -> apps.getFirst().program();
      case ReadResult.Refused(var errors, _) -> throw new AssertionError(errors);
    };
  }

  private List<String> errors(Map<String, Object> fields) {
    var declaration = declared(fields);
    declaration.put("name", "api");
    return machine.errors(declaration);
  }

  /** Each place overrules the one before it. */
  @ParameterizedTest
  @CsvSource({
    "1, shell",
    "2, .env",
    "3, b.env",
    "4, port",
    "5, env",
    "6, env_production",
    "7, module_conf.json"
  })
  void laysThePlacesOverEachOtherInOneOrder(int places, String origin) {
    machine.with("PORT", "shell");
    machine.write("work/.env", "PORT=.env");
    machine.write("work/b.env", "PORT=b.env");
    var declared = new HashMap<String, Object>();
    if (places >= 2) {
      declared.put("env_file", places >= 3 ? List.of(".env", "b.env") : ".env");
    }
    if (places >= 4) {
      declared.put("port", 1234);
    }
    if (places >= 5) {
      declared.put("env", Map.of("PORT", "env"));
    }
    if (places >= 6) {
      declared.put("env_production", Map.of("PORT", "env_production"));
    }
    if (places >= 7) {
      machine.write("home/module_conf.json", "{\"api\": {\"PORT\": \"module_conf.json\"}}");
    }
    var program = program(places >= 6 ? "production" : null, declared);
    var value = origin.equals("port") ? "1234" : origin;
    assertThat(program.env()).containsEntry("PORT", value);
    assertThat(program.declared().origin("PORT", value)).isEqualTo(origin);
  }

  @Test
  void readsEnvFilesRelativeToTheAppsFolder() {
    machine.write("work/sub/.env", "A=sub");
    assertThat(program(Map.of("cwd", "sub", "env_file", ".env")).env()).containsEntry("A", "sub");
  }

  @Test
  void letsAnEnvFileReferToTheOneBeforeAndToTheCaller() {
    machine.with("STAGE", "test");
    machine.write("work/a.env", "HOST=${STAGE}.example.org");
    machine.write("work/b.env", "URL=https://$HOST/");
    assertThat(program(Map.of("env_file", List.of("a.env", "b.env"))).env())
        .containsEntry("URL", "https://test.example.org/");
  }

  @Test
  void refusesAMissingEnvFileByItsPath() {
    assertThat(errors(Map.of("env_file", "a.env")))
        .containsExactly(
            "apps[0].env_file: ROOT/work/a.env does not exist; correct the path, or write"
                + " \"a.env?\" if it may be missing");
  }

  @Test
  void doesWithoutAnEnvFileThatMayBeMissing() {
    assertThat(program(Map.of("env_file", "a.env?")).declared().variables()).isEmpty();
    machine.write("work/a.env", "A=1");
    assertThat(program(Map.of("env_file", "a.env?")).declared().variables())
        .isEqualTo(Map.of("A", new Variable("1", "a.env")));
  }

  @Test
  void saysWhereAnEnvFileIsMalformed() {
    machine.write("work/a.env", "A=1\nB='x");
    assertThat(errors(Map.of("env_file", "a.env")))
        .containsExactly(
            "apps[0].env_file: ROOT/work/a.env:2: B opens a ' that is not closed; close it");
  }

  @Test
  void givesAnAppItsOwnSettingsOnly() {
    machine.write(
        "home/module_conf.json",
        "{\"api\": {\"A\": \"1\", \"deep\": {\"b\": \"c\"}}, \"web\": {\"B\": \"2\"}, \"C\":"
            + " \"3\"}");
    assertThat(program(Map.of()).declared().variables())
        .isEqualTo(
            Map.of(
                "A", new Variable("1", "module_conf.json"),
                "deep", new Variable("{\"b\":\"c\"}", "module_conf.json")));
  }

  @Test
  void refusesSettingsThatAreNoJson() {
    machine.write("home/module_conf.json", "{\n\"api\" }");
    assertThat(errors(Map.of()))
        .singleElement()
        .asString()
        .startsWith("apps[0].name: ROOT/home/module_conf.json:2:")
        .endsWith("; correct the JSON there");
  }

  @Test
  void leavesOutWhatIsFilteredFromTheCallerAlone() {
    machine.with("SECRET_KEY", "k").with("OTHER", "o");
    var program =
        program(Map.of("filter_env", List.of("SECRET_"), "env", Map.of("SECRET_OWN", "mine")));
    assertThat(program.env())
        .doesNotContainKey("SECRET_KEY")
        .containsEntry("OTHER", "o")
        .containsEntry("SECRET_OWN", "mine");
  }

  @Test
  void updatesWithTheCallerOverWhatIsDeclaredAndForgetsTheOneBefore() {
    machine.with("GONE", "1").with("KEPT", "1");
    var declared =
        program(Map.of("env", Map.of("A", "file", "B", "file"), "filter_env", "SECRET_"))
            .declared();
    assertThat(declared.under(Map.of("KEPT", "2", "A", "shell", "SECRET_KEY", "k")))
        .isEqualTo(Map.of("KEPT", "2", "A", "shell", "B", "file"));
  }
}
