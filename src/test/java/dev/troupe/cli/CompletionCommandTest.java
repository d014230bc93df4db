package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
  @TempDir Path folder;

  private String script(String shell) {
    var result = new CommandRun(folder).run("completion", shell);
    assertThat(result.exitCode()).isZero();
    return result.out();
  }

  /** What bash offers for the last of these words. */
  private List<String> offers(String... words) throws IOException {
    return offersWith("", words);
  }

  /**
   * The same.
   *
   * @param before what the shell runs first
   */
  private List<String> offersWith(String before, String... words) throws IOException {
    var script = Files.writeString(folder.resolve("completion"), script("bash"));
    var commands =
        before
            + " . \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMP_LINE=\"$*\";"
            + " COMP_POINT=${#COMP_LINE}; $(complete -p troupe | sed 's/.*-F \\([^ ]*\\) .*/\\1/');"
            + " printf '%s\\n' \"${COMPREPLY[@]}\"";
    var command = new ArrayList<>(List.of("bash", "-c", commands, "bash"));
    command.add(script.toString());
    command.addAll(List.of(words));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said.lines().map(String::strip).toList();
  }

  @Test
  @Tag("os")
  void completesCommandsAndOptionsInBash() throws IOException {
    assertThat(offers("troupe", "sta")).contains("start", "startup").doesNotContain("stop");
    assertThat(offers("troupe", "start", "--max-r")).containsExactly("--max-restarts");
    assertThat(offers("troupe", "del", "--on")).containsExactly("--only");
  }

  @Test
  @Tag("os")
  void offersAppsWhereTheyAreMeantAndFilesWhereNothingElseFits() throws IOException {
    var troupe =
        "function troupe() { [ \"$*\" = 'completion names' ] && printf 'web\nworker\n'; };";
    assertThat(offersWith(troupe, "troupe", "stop", "w")).containsExactly("web", "worker");
    assertThat(offersWith(troupe, "troupe", "restart", "we")).containsExactly("web");
    assertThat(offersWith(troupe, "troupe", "start", "wo")).containsExactly("worker");
    assertThat(offersWith(troupe, "troupe", "sendSignal", "SIGHUP", "wo"))
        .containsExactly("worker");
    assertThat(offersWith(troupe, "troupe", "save", "w")).containsExactly("");
    assertThat(script("bash")).contains("-o default").doesNotContain("+o default");
  }

  @Test
  void namesNothingAndStartsNothingWithoutADaemon() {
    var result = new CommandRun(folder).run("completion", "names");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEmpty();
  }

  @Test
  void servesZshByTheSameScript() {
    assertThat(script("zsh")).isEqualTo(script("bash")).contains("bashcompinit");
  }

  @Test
  void tellsFishEveryCommandAndOption() {
    assertThat(script("fish"))
        .contains(
            "complete -c troupe -f -n __fish_use_subcommand -a kill -d 'Stop all apps and the"
                + " daemon.'\n",
            "complete -c troupe -n '__fish_seen_subcommand_from delete del' -l only -r -d")
        .contains(" -l help -s h -d 'Show this.'\n")
        .contains(
            "complete -c troupe -n '__fish_seen_subcommand_from stop'"
                + " -a '(troupe completion names 2>/dev/null)' -d 'App'\n");
  }

  private CommandRun.Result runs(String shell, String... args) {
    return new CommandRun(folder)
        .with("HOME", folder.toString())
        .with("SHELL", "/bin/" + shell)
        .run(args);
  }

  @Test
  void installsWhereBashAndFishLook() {
    var bash = folder.resolve(".local/share/bash-completion/completions/troupe");
    var fish = folder.resolve(".config/fish/completions/troupe.fish");
    assertThat(runs("bash", "completion", "install").out())
        .isEqualTo("[Troupe] Completion for bash is in %s: a new shell has it\n".formatted(bash));
    assertThat(runs("bash", "completion", "install", "fish").exitCode()).isZero();
    assertThat(bash).hasContent(script("bash"));
    assertThat(fish).hasContent(script("fish"));
    assertThat(runs("bash", "completion", "uninstall").out())
        .isEqualTo("[Troupe] Removed %s\n".formatted(bash));
    assertThat(bash).doesNotExist();
    assertThat(runs("bash", "completion", "uninstall").out()).contains("There was no completion");
  }

  @Test
  void tellsZshOnceInAMarkedBlockAndTakesOnlyThatAway() throws IOException {
    var mine = "alias ll='ls -l'\n";
    var rc = Files.writeString(folder.resolve(".zshrc"), mine);
    runs("zsh", "completion", "install");
    runs("zsh", "completion", "install");
    assertThat(Files.readString(rc))
        .isEqualTo(
            mine
                + "# begin troupe completion\nsource '%s'\n# end troupe completion\n"
                    .formatted(folder.resolve(".local/share/troupe/completion.zsh")));
    runs("zsh", "completion", "uninstall");
    assertThat(rc).hasContent(mine);
  }

  @Test
  void saysSoWhereItCannotBeInstalled() {
    assertThat(runs("csh", "completion", "install").err()).contains("not csh");
    assertThat(new CommandRun(folder).run("completion", "install").err())
        .contains("SHELL is not set");
    assertThat(new CommandRun(folder).run("completion", "install", "bash").err())
        .contains("HOME is not set");
  }

  @Test
  void knowsNoOtherShell() {
    var result = new CommandRun(folder).run("completion", "csh");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).contains("not csh");
  }
}
