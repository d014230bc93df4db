package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Process files that node has to evaluate. */
class NodeScriptTest {
  private static final Map<String, Object> API = Map.of("name", "api", "script", "api.js");

  @TempDir Path folder;
  private Machine machine;

  @BeforeEach
  void setUp() {
    assumeTrue(
        SearchPath.of(System.getenv(), Path.of("/")).find("node").isPresent(), "node is missing");
    machine = new Machine(folder.toAbsolutePath());
  }

  private ProcessFileReader reader() {
    return new ProcessFileReader(machine.cwd, System.getenv());
  }

  private static List<Map<String, Object>> apps(ProcessFile file) {
    return switch (file) {
      case ProcessFile.Apps apps -> apps.apps();
      case ProcessFile.Unreadable(var line) -> throw new AssertionError(line);
    };
  }

  private List<Map<String, Object>> apps(String name, String content) {
    machine.write("work/" + name, content);
    return apps(reader().read(name));
  }

  private String error(String name, String content) {
    machine.write("work/" + name, content);
    return switch (reader().read(name)) {
      case ProcessFile.Apps apps -> throw new AssertionError(apps);
      case ProcessFile.Unreadable(var line) -> line;
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.config.js|module.exports = { apps: [{ name: 'api', script: 'api.js' }] }",
        "a.config.cjs|exports.apps = [{ name: 'api', script: 'api.js' }]",
        "a.config.mjs|export default [{ name: 'api', script: 'api.js' }]",
        "a.config.mjs|export const apps = { name: 'api', script: 'api.js' }",
        "a.config.mjs|export default Promise.resolve({ name: 'api', script: 'api.js' })",
        "a.config.cjs|exports.__esModule = true; exports.default = { name: 'api', script: 'api.js'"
            + " }",
        "a.config.js|module.exports = () => ({ apps: [{ name: 'api', script: 'api.js' }] })",
        "a.config.mjs|export default async () => [{ name: 'api', script: 'api.js' }]",
        "a.json|{ apps: [{ name: 'api', /* it */ script: 'api' + '.js' }] } // all",
        "a.json|[{ name: ['a', 'pi'].join(''), script: 'api.js', }]"
      })
  void evaluatesWhatIsJavaScript(String name, String content) {
    assertThat(apps(name, content)).containsExactly(API);
  }

  @Test
  void loadsAModuleByThePackagesType() {
    machine.write("work/package.json", "{\"type\": \"module\"}");
    assertThat(apps("a.config.js", "export default { name: 'api', script: 'api.js' }"))
        .containsExactly(API);
  }

  @Test
  void letsAModuleRequireAndAskWhereItIs() {
    machine.write("work/sub/base.js", "exports.script = 'api.js'");
    var content = "module.exports = { ...require('./base'), cwd: __dirname, name: process.cwd() }";
    assertThat(apps("sub/a.config.js", content))
        .containsExactly(
            Map.of(
                "script", "api.js",
                "cwd", machine.cwd.resolve("sub").toString(),
                "name", machine.cwd.toString()));
  }

  @Test
  void givesAModuleTheCallersEnvironment() {
    machine.write("work/a.config.js", "module.exports = { script: process.env.SCRIPT }");
    var env = Map.of("PATH", System.getenv("PATH"), "SCRIPT", "api.js");
    assertThat(apps(new ProcessFileReader(machine.cwd, env).read("a.config.js")))
        .containsExactly(Map.of("script", "api.js"));
  }

  @Test
  void keepsWhatAModulePrintsOutOfTheAnswer() {
    assertThat(apps("a.config.js", "console.log('{}'); module.exports = { script: 'x' }"))
        .containsExactly(Map.of("script", "x"));
  }

  @Test
  void takesPatternsAsTextAndDropsFunctions() {
    assertThat(apps("a.config.js", "module.exports = { script: 'x', y: /z/i, f() {} }"))
        .containsExactly(Map.of("script", "x", "y", "/z/i"));
  }

  @Test
  void evaluatesStandardInput() {
    assertThat(apps(reader().readText("[{ name: 'api', script: 'api.js' }]"))).containsExactly(API);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.config.js|module.exports = {\\n  apps: [ }\\n|a.config.js:2:11: SyntaxError: Unexpected"
            + " token '}'; correct the JavaScript there",
        "a.config.mjs|export default {\\n  apps: [ }\\n|a.config.mjs:2:11: SyntaxError: Unexpected"
            + " token '}'; correct the JavaScript there",
        "a.config.js|\\n"
            + "module.exports = nope|a.config.js:2:18: ReferenceError: nope is not defined; correct"
            + " the JavaScript there",
        "a.config.js|\\nthrow 'up'|a.config.js: it threw up; correct the JavaScript there",
        "a.config.js|process.exit(3)|a.config.js: node ended with exit code 3 before it had the"
            + " apps; take the exit out of the file",
        "a.config.js|const a = {}; a.a = a; module.exports = a|a.config.js: TypeError: Converting"
            + " circular structure to JSON; correct the JavaScript there",
        "a.json|{\\n  apps: [ }\\n|a.json:2:11: SyntaxError: Unexpected token '}'; correct the JSON"
            + " there",
        "a.json|{\\n  apps: nope }|a.json:2:9: ReferenceError: nope is not defined; correct the"
            + " JSON there"
      })
  void saysWhereAFileIsMalformed(String name, String content, String line) {
    assertThat(error(name, content.replace("\\n", "\n"))).isEqualTo(line);
  }
}
