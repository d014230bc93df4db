package dev.troupe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.troupe.cli.TestedBuild;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The terminal dashboard in a real terminal: tmux types and reads the screen. */
@Tag("os")
class MonitTest {
  @TempDir private Path folder;
  private Troupe troupe;
  private String socket;

  @BeforeEach
  void startApps() throws IOException, InterruptedException {
    assumeTrue(Path.of("/usr/bin/tmux").toFile().canExecute(), "no tmux");
    socket = folder.resolve("tmux.sock").toString();
    troupe = new Troupe(folder);
    troupe.write("hello.sh", "echo hello from $name; exec sleep 1000");
    troupe.run("start", "hello.sh", "--name", "alpha").succeeds();
    troupe.run("start", "hello.sh", "--name", "beta").succeeds();
  }

  @AfterEach
  void stopAll() throws IOException, InterruptedException {
    if (troupe != null) {
      tmux("kill-server");
      troupe.close();
    }
  }

  private String tmux(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("/usr/bin/tmux", "-S", socket));
    command.addAll(List.of(words));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  private void open(String terminal) throws IOException, InterruptedException {
    var line = new StringBuilder("env TERM=" + terminal);
    troupe.environment().forEach((name, value) -> line.append(' ' + name + "=" + value));
    TestedBuild.command().forEach(word -> line.append(" '" + word + "'"));
    line.append(" monit 2>/dev/null; echo ended with $?; exec cat");
    tmux("-u", "new-session", "-d", "-x", "80", "-y", "24", line.toString());
  }

  private String awaitScreen(Predicate<String> wanted) throws InterruptedException {
    var screen = new String[] {""};
    Troupe.await(
        "the screen as wanted",
        () -> {
          screen[0] = screen();
          return wanted.test(screen[0]);
        });
    return screen[0];
  }

  private String screen() {
    try {
      return tmux("capture-pane", "-p");
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void type(String... keys) throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of("send-keys"));
    words.addAll(List.of(keys));
    tmux(words.toArray(String[]::new));
  }

  @Test
  void showsAndSteersAppsInEightyByTwentyFour() throws IOException, InterruptedException {
    open("xterm-256color");
    awaitScreen(screen -> screen.contains("2 of 2 run") && screen.contains("hello from alpha"));
    type("j");
    awaitScreen(screen -> screen.contains("hello from beta") && screen.contains("pid "));
    type("r");
    awaitScreen(screen -> screen.contains("restart beta (id 1)?"));
    type("y");
    awaitScreen(screen -> screen.lines().anyMatch(line -> line.equals("done")));
    assertThat(troupe.unit("beta").restarts()).isOne();
    type("Escape");
    type("/", "a", "l", "p", "Enter");
    awaitScreen(screen -> screen.contains("● alpha") && !screen.contains("● beta"));
    type("q");
    awaitScreen(screen -> screen.contains("ended with 0"));
  }

  @Test
  void followsTheSizeOfTheTerminalAndNeedsNoColour() throws IOException, InterruptedException {
    open("vt100");
    awaitScreen(screen -> screen.contains("● alpha"));
    tmux("resize-window", "-x", "120", "-y", "40");
    var wide = "━".repeat(100);
    awaitScreen(screen -> screen.contains(wide) && screen.lines().count() == 40);
    type("?");
    awaitScreen(screen -> screen.contains("any key goes back"));
    type("x");
    awaitScreen(screen -> screen.contains("q quit"));
    type("q");
    awaitScreen(screen -> screen.contains("ended with 0"));
  }

  @Test
  void saysThatItNeedsATerminal() throws IOException, InterruptedException {
    assertThat(troupe.run("monit").fails()).contains("monit needs a terminal");
  }
}
