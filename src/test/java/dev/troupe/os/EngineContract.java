package dev.troupe.os;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a child starts, what it is given, how it ends: with either engine. */
@Tag("os")
abstract class EngineContract {
  @TempDir Path home;
  Stage stage;

  abstract EngineChoice engine();

  @BeforeEach
  void openStage() {
    stage = Stage.open(engine(), home);
  }

  @AfterEach
  void nothingIsLeft() {
    stage.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 255})
  void tellsTheExitCode(int code) {
    assertThat(stage.exit(stage.shell("exit " + code))).isEqualTo(new ExitStatus.Exited(code));
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 15, 6})
  void tellsASignalFromAnExitCode(int signal) {
    var child = stage.run("sleep", "1000");
    assertThat(child.signal(signal)).isTrue();
    assertThat(stage.exit(child)).isEqualTo(new ExitStatus.Signaled(signal));
  }

  @Test
  void hasNothingToSignalOnceTheChildHasEnded() {
    var child = stage.run("true");
    stage.exit(child);
    assertThat(child.signal(15)).isFalse();
  }

  @Test
  void killsAStoppedChild() {
    var child = stage.run("sleep", "1000");
    child.signal(19);
    Waiting.until("stopped", () -> state(child) == 'T');
    child.signal(9);
    assertThat(stage.exit(child)).isEqualTo(new ExitStatus.Signaled(9));
  }

  @Test
  void givesTheChildExactlyTheEnvironmentOfThePlan() {
    var plan = stage.plan(Map.of("GREETING", "grüß Gott = hi", "EMPTY", ""), "/usr/bin/env");
    assertThat(stage.output(plan).lines())
        .containsExactlyInAnyOrder(
            "PATH=" + Stage.PATH, "unique_id=" + Stage.MARKER, "GREETING=grüß Gott = hi", "EMPTY=");
  }

  @Test
  void givesTheChildItsArgumentsUnchanged() {
    var plan = stage.plan("printf", "%s|", "a b", "", "$HOME", "ü");
    assertThat(stage.output(plan)).isEqualTo("a b||$HOME|ü|");
  }

  @Test
  void startsTheChildInItsWorkingDirectory() throws IOException {
    assertThat(stage.output(stage.plan("pwd")).strip()).isEqualTo(home.toRealPath().toString());
  }

  @Test
  void givesTheChildNoDescriptorsButTheStandardOnes() {
    var plan = stage.plan("/bin/sh", "-c", "ls -1 /proc/$$/fd; :");
    assertThat(stage.output(plan).lines()).containsExactly("0", "1", "2");
  }

  @Test
  void givesTheChildAnEmptyInput() {
    assertThat(stage.output(stage.plan("/bin/sh", "-c", "cat; echo end"))).isEqualTo("end\n");
  }

  @Test
  void findsTheExecutableInTheChildsOwnPath() throws IOException {
    var bin = Files.createDirectory(home.resolve("bin"));
    stage.script("bin/only-here", "#!/bin/sh\necho found\n", true);
    var plan = stage.plan(Map.of("PATH", "/nowhere:" + bin + ":/usr/bin"), "only-here");
    assertThat(stage.output(plan)).isEqualTo("found\n");
  }

  @Test
  void runsAScriptByAPathRelativeToTheWorkingDirectory() {
    stage.script("here", "#!/bin/sh\necho $#\n", true);
    assertThat(stage.output(stage.plan("./here", "a", "b"))).isEqualTo("2\n");
  }

  @Test
  void runsAScriptWithoutAFirstLineByTheShell() {
    var script = stage.script("plain", "echo plain $1\n", true);
    assertThat(stage.output(stage.plan(script.toString(), "x"))).isEqualTo("plain x\n");
  }

  @Test
  void saysThatACommandIsNotInThePath() {
    assertThat(stage.failure(stage.plan("no-such-command")))
        .isEqualTo(
            "cannot start no-such-command: not found in its PATH ("
                + Stage.PATH
                + "); install it or give its absolute path");
  }

  @Test
  void saysThatAFileDoesNotExist() {
    assertThat(stage.failure(stage.plan("/no/such/file")))
        .isEqualTo("cannot start /no/such/file: no such file /no/such/file; check the path");
  }

  @Test
  void saysThatAFileIsNotExecutable() {
    var file = stage.script("data", "echo hi\n", false);
    assertThat(stage.failure(stage.plan(file.toString())))
        .contains(file + " is not executable; run chmod +x on it or name an interpreter");
  }

  @Test
  void saysThatAFileIsADirectory() {
    assertThat(stage.failure(stage.plan("/tmp"))).contains("/tmp is a directory");
  }

  @Test
  void saysThatTheWorkingDirectoryIsMissing() {
    var plan = stage.plan("true");
    var lost = new LaunchPlan(plan.command(), "/no/such/dir", plan.env(), null, null, Wiring.NONE);
    assertThat(stage.failure(lost))
        .isEqualTo(
            "cannot start true: its working directory /no/such/dir does not exist;"
                + " create it or set another cwd");
  }

  @Test
  void saysThatAScriptsInterpreterIsMissing() {
    var script = stage.script("lost", "#!/no/such/interpreter -x\n", true);
    assertThat(stage.failure(stage.plan(script.toString())))
        .contains("the interpreter /no/such/interpreter in the first line of " + script);
  }

  @Test
  void saysThatAWordContainsNul() {
    assertThat(stage.failure(stage.plan("echo", "a\0b"))).contains("NUL character");
  }

  @Test
  void writesToTheChildsInput() {
    var child = stage.launch(stage.withStdin("head", "-n", "2"));
    assertThat(child.write("one\n".getBytes(UTF_8))).isTrue();
    assertThat(child.write("two\n".getBytes(UTF_8))).isTrue();
    stage.exit(child);
    assertThat(stage.out.awaitText("two\n")).isEqualTo("one\ntwo\n");
    assertThat(child.write("three\n".getBytes(UTF_8))).isFalse();
  }

  @Test
  void takesALargeWriteAsAWholeAndRefusesMoreUntilThereIsRoom() {
    var child = stage.launch(stage.withStdin("sh", "-c", "read go; head -c 1000000 | tail -c 5"));
    var large = "x".repeat(999_993) + "tail.";
    assertThat(child.write("go\n".getBytes(UTF_8))).isTrue();
    Waiting.until("taken", () -> child.write(large.getBytes(UTF_8)));
    Waiting.until("room again", () -> child.write("ab".getBytes(UTF_8)));
    stage.exit(child);
    stage.out.awaitText("il.ab");
  }

  @Test
  void refusesToWriteToAnInputThatWasNotOpened() {
    assertThat(stage.run("sleep", "1000").write(new byte[1])).isFalse();
  }

  @Test
  void namesTheChildByItsStartTime() {
    var child = stage.run("sleep", "1000");
    assertThat(child.id()).isEqualTo(ProcStatFile.of(child.pid()).id());
  }

  @Test
  void startsManyChildrenAtOnceFromManyThreads() {
    var children =
        IntStream.range(0, 40).parallel().mapToObj(i -> stage.plan("true")).toList().stream()
            .parallel()
            .map(plan -> stage.machine.launcher().launch(plan, stage.pipes))
            .map(result -> ((LaunchResult.Launched) result).child())
            .collect(Collectors.toList());
    assertThat(children)
        .allSatisfy(child -> assertThat(stage.exit(child)).isEqualTo(new ExitStatus.Exited(0)));
  }

  @Test
  void startsNothingOnClosedPipes() {
    var other = stage.machine.launcher().openPipes("api-1");
    other.close();
    assertThat(stage.machine.launcher().launch(stage.plan("true"), other))
        .isEqualTo(new LaunchResult.Failed("cannot start true: its pipes are closed"));
  }

  @Test
  void startsNothingOnceItIsClosed() throws IOException {
    var other = engine().open(Files.createDirectory(home.resolve("other")), Stage.files(home));
    var pipes = other.launcher().openPipes("api-0");
    other.launcher().close();
    assertThat(other.launcher().launch(stage.plan("true"), pipes))
        .isInstanceOf(LaunchResult.Failed.class);
  }

  private static char state(Child child) {
    return ProcStatFile.of(child.pid()).state();
  }
}
