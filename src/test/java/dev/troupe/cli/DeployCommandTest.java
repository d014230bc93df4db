package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy} with real git and bash, and an ssh that stays on this machine. */
@Tag("os")
class DeployCommandTest {
  @TempDir Path folder;

  private CommandRun troupe;
  private Path base;
  private Path repository;

  @BeforeEach
  void makeRepository() throws Exception {
    repository = Files.createDirectories(folder.resolve("re po"));
    base = folder.resolve("machine/it's here");
    sh(repository, "git init -q -b main && git config user.email a@b && git config user.name n");
    commit("one");
    var ssh = folder.resolve("bin/ssh");
    Files.createDirectories(folder.resolve("bin"));
    // Notes its arguments, takes the last one for what the remote shell is told.
    Files.writeString(
        ssh,
        """
        #!/bin/bash
        printf '%s|' "${@:1:$#-1}" >>"$FOLDER/ssh.log"
        echo >>"$FOLDER/ssh.log"
        exec sh -c "${@: -1}"
        """);
    Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
    troupe =
        new CommandRun(repository)
            .with("FOLDER", folder.toString())
            .with("PATH", folder.resolve("bin") + ":" + CommandRun.PATH);
  }

  @Test
  void setsUpDeploysAndGoesBack() throws Exception {
    declare(
        Map.of(
            "post-setup", "pwd >\"$SHARED/setup\"",
            "post-deploy", "echo \"$WHO\" $(cat file) >>\"$SHARED/deploys\"",
            "env", Map.of("WHO", "it's \"me\" $HOME")));
    succeeds("deploy", "production", "setup");
    assertThat(Files.readString(base.resolve("shared/setup"))).isEqualTo(base + "/current\n");
    assertThat(base.resolve("current").toRealPath()).isEqualTo(base.resolve("source").toRealPath());
    assertThat(base.resolve("shared/logs")).isDirectory();
    assertThat(base.resolve("shared/pids")).isDirectory();
    succeeds("deploy", "production");
    commit("two");
    succeeds("deploy", "production", "update");
    assertThat(Files.readString(base.resolve("current/file"))).isEqualTo("two\n");
    succeeds("deploy", "production", "revert", "1");
    assertThat(Files.readString(base.resolve("current/file"))).isEqualTo("one\n");
    assertThat(Files.readString(base.resolve("shared/deploys")))
        .isEqualTo("it's \"me\" $HOME one\nit's \"me\" $HOME two\nit's \"me\" $HOME one\n");
    assertThat(Files.readAllLines(base.resolve(".deploys"))).hasSize(3);
    succeeds("deploy", "production", "exec", "cat file >../shared/seen");
    assertThat(Files.readString(base.resolve("shared/seen"))).isEqualTo("one\n");
    assertThat(fails("deploy", "production", "revert", "9")).contains("failed on h1");
    assertThat(fails("deploy", "production", "setup")).contains("failed on h1 with exit code 1");
  }

  @Test
  void visitsEveryMachineWithItsOptionsAndStopsAtTheFirstFailure() throws Exception {
    // Both are this machine, so the second one finds no trace of the first.
    var clean = "rm -rf '" + base.toString().replace("'", "'\\''") + "'";
    declare(
        Map.of(
            "post-setup",
            clean,
            "host",
            List.of("h1", "h2"),
            "user",
            "u",
            "port",
            22,
            "key",
            "/a key",
            "ssh_options",
            List.of("StrictHostKeyChecking=no")));
    succeeds("deploy", "production", "setup");
    var options = "-o|StrictHostKeyChecking=no|-i|/a key|-p|22|";
    assertThat(Files.readAllLines(folder.resolve("ssh.log")))
        .containsExactly(options + "u@h1|", options + "u@h2|");
    Files.delete(folder.resolve("ssh.log"));
    assertThat(fails("deploy", "production", "exec", "true"))
        .endsWith("deploy failed on h1 with exit code 1\n");
    assertThat(Files.readAllLines(folder.resolve("ssh.log"))).containsExactly(options + "u@h1|");
  }

  @Test
  void refusesToForgetWhatIsNotCommitted() throws Exception {
    declare(Map.of("pre-deploy-local", "touch here"));
    succeeds("deploy", "production", "setup");
    Files.writeString(repository.resolve("file"), "changed\n");
    assertThat(fails("deploy", "production")).contains("commit or stash your changes");
    assertThat(repository.resolve("here")).doesNotExist();
    succeeds("deploy", "production", "--force");
    assertThat(repository.resolve("here")).exists();
  }

  @Test
  void stopsAtAHookThatFails() throws Exception {
    declare(Map.of("pre-deploy", "exit 7"));
    succeeds("deploy", "production", "setup");
    assertThat(fails("deploy", "production")).endsWith("deploy failed on h1 with exit code 7\n");
    assertThat(base.resolve(".deploys")).doesNotExist();
  }

  @Test
  void showsWhatItWouldRun() throws Exception {
    declare(Map.of("user", "u", "post-deploy", "echo done"));
    var result = troupe.run("deploy", "production", "--dry-run");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .startsWith("# on h1: ssh u@h1 'bash -c SCRIPT'\nset -e\n")
        .contains("reset --hard \"$ref\"", "exec bash -c 'echo done'");
    assertThat(folder.resolve("ssh.log")).doesNotExist();
  }

  @Test
  void saysWhatItDoesNotUnderstand() throws Exception {
    assertThat(fails("deploy", "production")).contains("name the file with the deploy section");
    declare(Map.of());
    assertThat(fails("deploy", "ecosystem.json", "nope")).contains("has no environment nope");
    assertThat(fails("deploy", "production", "nonsense")).contains("deploy cannot nonsense");
    assertThat(fails("deploy", "production", "revert", "x")).contains("number of deployments");
  }

  private void declare(Map<String, Object> over) throws Exception {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("host", "h1");
    fields.put("repo", repository.toString());
    fields.put("ref", "origin/main");
    fields.put("path", base.toString());
    fields.putAll(over);
    var file = Map.of("apps", List.of(), "deploy", Map.of("production", fields));
    Files.writeString(repository.resolve("ecosystem.json"), Json.write(file));
  }

  private void commit(String text) throws Exception {
    Files.writeString(repository.resolve("file"), text + "\n");
    sh(repository, "git add file && git commit -q -m " + text);
  }

  private void succeeds(String... args) {
    var result = troupe.run(args);
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  private String fails(String... args) {
    var result = troupe.run(args);
    assertThat(result.exitCode()).isOne();
    return result.err();
  }

  private static void sh(Path cwd, String line) throws IOException, InterruptedException {
    var process = new ProcessBuilder("sh", "-c", line).directory(cwd.toFile()).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }
}
