package dev.troupe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.troupe.cli.TestedBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules: npm packages that run as apps of their own kind. No network. */
@Tag("os")
class ModulesTest {
  private static final String SOURCE =
      "console.log(process.env.greet, process.env['my-mod']);setInterval(() => {}, 1000);";

  @TempDir Path folder;

  private Troupe user;

  @BeforeEach
  void comeIn() {
    user = new Troupe(folder);
  }

  @AfterEach
  void leave() throws IOException, InterruptedException {
    user.close();
  }

  @Test
  void installsRunsUpdatesAndRemovesAModule() throws Exception {
    assumeTrue(hasNpm(), "npm is not installed");
    user.write("my-mod/package.json", description("1.2.3"));
    user.write("my-mod/index.js", SOURCE);
    user.run("install", "./my-mod").succeeds();
    assertThat(user.unit("my-mod").status()).isEqualTo("online");
    var list = user.run("list").succeeds().out();
    assertThat(list).contains("Module\n", "│ my-mod │ 1.2.3");
    user.run("set", "my-mod:greet", "ho").succeeds();
    Troupe.await("it hears", () -> log(user).contains("ho {\"greet\":\"ho\"}\n"));

    assertThat(user.run("stop", "all").fails()).contains("No process found");
    assertThat(user.unit("my-mod").status()).isEqualTo("online");
    user.close();
    assertThat(user.run("ping").succeeds().out()).contains("pong");
    assertThat(user.awaits("my-mod", "online").restarts()).isZero();

    user.write("my-mod/package.json", description("1.3.0"));
    user.run("module:update", "my-mod").succeeds();
    assertThat(user.run("module:list").succeeds().out()).isEqualTo("my-mod@1.3.0\n");
    pack(user.write("my-mod/package.json", description("1.4.0")).getParent());
    user.run("install", "my-mod-1.4.0.tgz").succeeds();
    assertThat(user.run("plugin", "list").succeeds().out()).isEqualTo("my-mod@1.4.0\n");

    user.run("uninstall", "my-mod").succeeds();
    assertThat(user.list()).isEmpty();
    assertThat(user.home().resolve("modules")).isEmptyDirectory();
    assertThat(user.run("uninstall", "my-mod").fails()).contains("no module my-mod is installed");
  }

  /** As after a reboot: neither the daemon nor anything it has started is left. */
  private void reboot() throws IOException, InterruptedException {
    long daemon = user.daemon();
    ProcessHandle.of(daemon).orElseThrow().destroy();
    Troupe.awaitEnd(daemon);
    Files.delete(user.home().resolve("logs/my-mod-out.log"));
  }

  private void awaitModule() throws InterruptedException {
    Troupe.await("it hears what was set", () -> log(user).equals("ho {\"greet\":\"ho\"}\n"));
    assertThat(user.awaits("my-mod", "online").restarts()).isZero();
    assertThat(user.run("list").succeeds().out()).contains("Module\n", "│ my-mod │ 1.2.3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"resurrect", "resurrect --no-daemon", "start app.sh --no-daemon"})
  void aModuleIsBackWithItsSettingsAfterAReboot(String command) throws Exception {
    assumeTrue(hasNpm(), "npm is not installed");
    user.write("my-mod/package.json", description("1.2.3"));
    user.write("my-mod/index.js", SOURCE);
    user.write("app.sh", "sleep 1000");
    user.run("install", "./my-mod").succeeds();
    user.run("set", "my-mod:greet", "ho").succeeds();
    user.run("start", "app.sh").succeeds();
    user.run("save").succeeds();
    Troupe.await("it hears", () -> log(user).contains("ho"));
    reboot();

    var words = command.split(" ", -1);
    if (words.length == 1) {
      user.run(words).succeeds();
    } else {
      startInTheForeground(words);
    }
    awaitModule();
    user.awaits("app", "online");
    assertThat(user.list()).hasSize(2);
  }

  /** It ends with {@code kill}. */
  private void startInTheForeground(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(TestedBuild.foreground("troupe"));
    command.addAll(List.of(words));
    var log = folder.resolve("foreground.log").toFile();
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(log);
    builder.environment().putAll(user.environment());
    builder.start();
    Troupe.await("a daemon", () -> Files.exists(user.home().resolve("troupe.sock")));
    Troupe.await("the app", () -> user.list().stream().anyMatch(unit -> unit.name().equals("app")));
  }

  private static String description(String version) {
    return """
    {"name": "my-mod", "version": "%s", "main": "index.js", "config": {"greet": "hi"}}
    """
        .formatted(version);
  }

  private static String log(Troupe user) {
    try {
      return user.log("my-mod-out.log");
    } catch (IOException e) {
      return "";
    }
  }

  private static boolean hasNpm() throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "command -v npm >/dev/null").start().waitFor() == 0;
  }

  private void pack(Path module) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder("npm", "pack", "--silent", module.toString())
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("pack.out").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.exists(folder.resolve("my-mod-1.4.0.tgz"))).isTrue();
  }
}
