package dev.troupe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.troupe.cli.TestedBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboard in real Chromium, as {@code src/test/browser} drives it. Needs Chromium, Node and
 * the npm package playwright-core in {@code target/browser}; {@code .ci/run} installs them.
 */
@Tag("os")
class DashboardTest {
  private static final Path PLAYWRIGHT = Path.of("target", "browser").toAbsolutePath();
  private static final Path SCRIPT = Path.of("src", "test", "browser", "run.mjs").toAbsolutePath();
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  @TempDir private static Path folder;
  private static Troupe troupe;

  @BeforeAll
  static void startApps() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(CHROMIUM), "no Chromium");
    assumeTrue(
        Files.isDirectory(PLAYWRIGHT.resolve("node_modules/playwright-core")),
        "no playwright-core");
    troupe = new Troupe(folder);
    troupe.write(
        "last-words.js", "console.error('my last words'); setTimeout(() => process.exit(3), 50)");
    troupe.write(
        "web.js", "require('http').createServer((_, res) => res.end()).listen(0, '127.0.0.1')");
    troupe.write(
        "listen.js", "require('net').createServer().listen(+process.argv[2], '127.0.0.1')");
    troupe.write("echo.sh", "echo echo is here; while read line; do echo got $line; done");
    troupe.run("start", "web.js", "-i", "2", "--name", "web").succeeds();
    troupe.run("start", "echo.sh", "--name", "echo").succeeds();
  }

  @AfterAll
  static void stopAll() throws IOException, InterruptedException {
    if (troupe != null) {
      troupe.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> whatAPersonDoesWithIt() throws IOException, InterruptedException {
    var results = results();
    assertThat(results).isNotEmpty();
    return results.stream()
        .map(
            result ->
                DynamicTest.dynamicTest(
                    String.valueOf(result.get("name")),
                    () -> assertThat(result).doesNotContainKey("failure")));
  }

  private static List<Map<String, Object>> results() throws IOException, InterruptedException {
    var out = folder.resolve("browser.out");
    var browser =
        new ProcessBuilder("node", SCRIPT.toString())
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    browser.environment().put("PLAYWRIGHT", PLAYWRIGHT.toString());
    browser.environment().put("CHROMIUM", CHROMIUM.toString());
    browser.environment().put("TROUPE", JSON.std.asString(TestedBuild.command()));
    browser.environment().putAll(troupe.environment());
    var process = browser.start();
    var isOver = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(isOver).as("the browser is done in time").isTrue();
    assertThat(process.exitValue()).isZero();
    var results = new ArrayList<Map<String, Object>>();
    for (var line : Files.readAllLines(out)) {
      results.add(JSON.std.mapFrom(line));
    }
    return results;
  }
}
