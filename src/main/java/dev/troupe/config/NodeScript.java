package dev.troupe.config;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Has node evaluate process files that are JavaScript. What they print goes to standard error. */
final class NodeScript {
  private final Path node;
  private final Path cwd;
  private final Map<String, String> env;

  NodeScript(Path node, Path cwd, Map<String, String> env) {
    this.node = node;
    this.cwd = cwd;
    this.env = env;
  }

  /**
   * Loads a module.
   *
   * @param name what error lines call it
   */
  Parsed module(String name, Path file) throws MalformedFile {
    return evaluate(name, "module", file.toString(), "", FileFormat.JAVASCRIPT);
  }

  /** Evaluates a text as one JavaScript value. */
  Parsed expression(String name, String text) throws MalformedFile {
    return evaluate(name, "expression", name, text, FileFormat.JSON);
  }

  private Parsed evaluate(String name, String kind, String file, String input, FileFormat format)
      throws MalformedFile {
    var answer = run(name, kind, file, input);
    if (!answer.containsKey("value")) {
      throw MalformedFile.at(
          name,
          number(answer.get("line")),
          number(answer.get("column")),
          String.valueOf(answer.get("problem")),
          format);
    }
    return new Parsed(answer.get("value"), Map.of());
  }

  private static int number(@Nullable Object value) {
    return value instanceof Number number ? number.intValue() : 0;
  }

  private Map<String, Object> run(String name, String kind, String file, String input)
      throws MalformedFile {
    try {
      var process = start(kind, file);
      send(process, input);
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer(name, output, process.onExit().join().exitValue());
    } catch (IOException e) {
      throw new MalformedFile(
          name, "cannot run " + node + ": " + e.getMessage(), "check node in PATH");
    }
  }

  private Process start(String kind, String file) throws IOException {
    var command =
        List.of(node.toString(), "--input-type=module", "--eval", source(), "--", kind, file);
    var builder =
        new ProcessBuilder(command)
            .directory(cwd.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().clear();
    builder.environment().putAll(env);
    return builder.start();
  }

  private static void send(Process process, String input) {
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      return; // it ended before it read all: its answer, or the lack of one, says why
    }
  }

  /** The answer is the last line: what the file starts may have printed before. */
  private static Map<String, Object> answer(String name, String output, int exitCode)
      throws MalformedFile {
    var last = output.lines().filter(line -> !line.isBlank()).reduce("", (_, line) -> line);
    try {
      return JSON.std.mapFrom(last);
    } catch (IOException e) {
      throw new MalformedFile(
          name,
          "node ended with exit code " + exitCode + " before it had the apps",
          "take the exit out of the file");
    }
  }

  private static String source() {
    try (var in = NodeScript.class.getResourceAsStream("evaluate.mjs")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
