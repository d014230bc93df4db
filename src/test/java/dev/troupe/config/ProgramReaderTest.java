package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Program;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramReaderTest {
  @TempDir Path folder;
  private Machine machine;

  @BeforeEach
  void setUp() {
    machine = new Machine(folder.toAbsolutePath());
  }

  private Program program(Map<String, Object> declaration) {
    return machine.app(declaration).program();
  }

  @ParameterizedTest
  @CsvSource({
    "app.js, node",
    "app.cjs, node",
    "app.mjs, node",
    "app.py, python",
    "app.sh, bash",
    "app.rb, ruby",
    "app.php, php",
    "app.pl, perl",
    "app.ts, bun",
    "app.tsx, bun",
    "APP.JS, node"
  })
  void takesTheInterpreterThatTheExtensionNames(String script, String interpreter) {
    machine.write("work/" + script, "");
    var path = machine.program(interpreter);
    assertThat(program(Map.of("script", script)).interpreter()).isEqualTo(path.toString());
  }

  @ParameterizedTest
  @CsvSource({"app.py, python3", "app.ts, node"})
  void fallsBackToTheSecondInterpreter(String script, String interpreter) {
    machine.write("work/" + script, "");
    var path = machine.program(interpreter);
    assertThat(program(Map.of("script", script)).interpreter()).isEqualTo(path.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"script", "cmd", "command", "exec"})
  void takesTheScriptUnderAnyOfItsNames(String key) {
    machine.executable("work/run", "#!/bin/sh\n");
    assertThat(program(Map.of(key, "run")).commandLine())
        .containsExactly(machine.cwd.resolve("run").toString());
  }

  @Test
  void runsABinaryByItself() {
    machine.executable("work/server", "\u007fELF\0");
    assertThat(program(Map.of("script", "./server")).interpreter()).isNull();
  }

  @Test
  void looksUpInPathWhatIsNoFile() {
    var ls = machine.program("ls");
    assertThat(program(Map.of("script", "ls")).script()).isEqualTo(ls.toString());
  }

  @Test
  void looksUpInThePathOfTheAppsOwnEnvironment() {
    var tool = machine.executable("tools/tool", "#!/bin/sh\n");
    var env = Map.of("PATH", machine.root.resolve("tools").toString());
    assertThat(program(Map.of("script", "tool", "env", env)).script()).isEqualTo(tool.toString());
  }

  @Test
  void runsAScriptWithNodeIfItsFirstLineSaysSo() {
    var node = machine.program("node");
    machine.executable("work/tool", "#!/usr/bin/env node\n");
    assertThat(program(Map.of("script", "tool")).interpreter()).isEqualTo(node.toString());
  }

  @Test
  void runsAScriptWithBlanksInItByBash() {
    var bash = machine.program("bash");
    var program = program(Map.of("script", "cc hello.c; ./a.out"));
    assertThat(program.commandLine()).containsExactly(bash.toString(), "-c", "cc hello.c; ./a.out");
    assertThat(program.interpreter()).isNull();
  }

  @Test
  void handsArgumentsToAShellLineFromItsFirstParameterOn() {
    var bash = machine.program("bash");
    assertThat(program(Map.of("script", "echo $1", "args", "hi")).commandLine())
        .containsExactly(bash.toString(), "-c", "echo $1", "bash", "hi");
  }

  @Test
  void takesAFileWithABlankInItsNameAsAFile() {
    machine.executable("work/my server", "#!/bin/sh\n");
    assertThat(program(Map.of("script", "my server")).commandLine())
        .containsExactly(machine.cwd.resolve("my server").toString());
  }

  @Test
  void takesTheGivenInterpreterWithItsArguments() {
    machine.write("work/app.lua", "");
    var lua = machine.program("lua");
    var program =
        program(
            Map.of(
                "script", "app.lua", "interpreter", "lua", "interpreter_args", "-W -l 'my lib'"));
    assertThat(program.commandLine())
        .containsExactly(
            lua.toString(), "-W", "-l", "my lib", machine.cwd.resolve("app.lua").toString());
  }

  @Test
  void takesNoInterpreterIfToldSo() {
    machine.program("node");
    machine.executable("work/app.js", "#!/usr/bin/env node\n");
    assertThat(program(Map.of("script", "app.js", "interpreter", "none")).interpreter()).isNull();
  }

  @Test
  void resolvesTheScriptAgainstTheAppsFolder() {
    machine.executable("work/sub/run", "#!/bin/sh\n");
    var program = program(Map.of("script", "run", "cwd", "sub"));
    assertThat(program.cwd()).isEqualTo(machine.cwd.resolve("sub").toString());
    assertThat(program.script()).isEqualTo(machine.cwd.resolve("sub/run").toString());
  }

  @Test
  void takesATildeAsTheUsersHome() {
    var run = machine.executable("users/run", "#!/bin/sh\n");
    assertThat(program(Map.of("script", "~/run")).script()).isEqualTo(run.toString());
  }

  @Test
  void makesPythonWriteAtOnce() {
    machine.program("python3");
    machine.write("work/app.py", "");
    assertThat(program(Map.of("script", "app.py")).env()).containsEntry("PYTHONUNBUFFERED", "1");
  }

  @Test
  void laysEnvironmentsOverEachOther() {
    machine.program("ls");
    machine.with("A", "inherited").with("B", "inherited");
    var env = new HashMap<String, Object>();
    env.put("B", 3000);
    env.put("C", Map.of("deep", List.of(1, "x")));
    env.put("D", 2.0);
    env.put("E", null);
    assertThat(program(Map.of("script", "ls", "env", env, "port", 8080)).env())
        .containsEntry("A", "inherited")
        .containsEntry("B", "3000")
        .containsEntry("C", "{\"deep\":[1,\"x\"]}")
        .containsEntry("D", "2")
        .containsEntry("PORT", "8080")
        .doesNotContainKey("E");
  }

  @Test
  void addsTheNamedEnvironment() {
    machine.program("ls");
    var declared =
        Map.<String, Object>of(
            "script", "ls", "env", Map.of("A", 1, "B", 1), "env_prod", Map.of("B", 2));
    var result = (ReadResult.Accepted) machine.read("prod", List.of(declared));
    assertThat(result.apps().getFirst().program().env())
        .containsEntry("A", "1")
        .containsEntry("B", "2");
  }

  @Test
  void warnsOfANamedEnvironmentThatIsNotDeclared() {
    machine.program("ls");
    assertThat(machine.warnings("prod", Map.of("script", "ls")))
        .containsExactly("apps[0]: env_prod is not declared; env alone is used");
  }

  @ParameterizedTest
  @CsvSource({"true, false, false", "REACT_, false, true", "false, true, true"})
  void leavesOutInheritedVariables(String filter, boolean react, boolean other) {
    machine.program("ls");
    machine.with("REACT_X", "1").with("OTHER", "1");
    var declared =
        Map.<String, Object>of(
            "script", machine.bin.resolve("ls").toString(), "filter_env", filter);
    var env = program(declared).env();
    assertThat(env.containsKey("REACT_X")).isEqualTo(react);
    assertThat(env.containsKey("OTHER")).isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource({"user, ann", "uid, 1000", "user, 4711", "uid, root"})
  void takesUsersByNameOrNumber(String key, String user) {
    machine.program("ls");
    assertThat(program(Map.of("script", "ls", key, user)).user()).isEqualTo(user);
  }

  @ParameterizedTest
  @CsvSource({"group, staff", "gid, 50"})
  void takesGroupsByNameOrNumber(String key, String group) {
    machine.program("ls");
    assertThat(program(Map.of("script", "ls", key, group)).group()).isEqualTo(group);
  }

  @Test
  void splitsArgumentsAsAShellDoes() {
    machine.program("ls");
    assertThat(program(Map.of("script", "ls", "args", "-a \"b c\" 'd e' f\\ g")).args())
        .containsExactly("-a", "b c", "d e", "f g");
  }

  @Test
  void takesListedArgumentsAsTheyAre() {
    machine.program("ls");
    assertThat(program(Map.of("script", "ls", "args", List.of("a b", 8080, true))).args())
        .containsExactly("a b", "8080", "true");
  }

  @Test
  void warnsOfInterpreterArgumentsThatNothingTakes() {
    machine.program("ls");
    assertThat(machine.warnings(Map.of("script", "ls", "node_args", "--harmony")))
        .containsExactly("apps[0]: node_args is ignored, since no interpreter runs the script");
  }
}
