package dev.troupe.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** {@code init}: writes a process file to begin with. */
final class InitCommand implements Command {
  private static final String SIMPLE = "simple";

  @Override
  public Syntax syntax() {
    return new Syntax("Write a process file to begin with, in this folder.", "init", "ecosystem")
        .words(SIMPLE, 0, 1, "Without explanations.")
        .flag("Write ecosystem.yaml in place of ecosystem.config.js.", "--yaml")
        .examples("init", "init simple", "init --yaml");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var word = arguments.word();
    if (word != null && !word.equals(SIMPLE)) {
      throw new CommandFailure("init takes the word simple or none, not " + word);
    }
    var kind = (word == null ? "" : ".simple") + (arguments.has("--yaml") ? ".yaml" : ".config.js");
    var cwd = session.caller().cwd();
    var name = arguments.has("--yaml") ? "ecosystem.yaml" : javaScript(cwd);
    var file = cwd.resolve(name);
    try {
      var text = schema(session, name) + template("ecosystem" + kind);
      text = text.replace("ecosystem.config.js", name);
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + file + ": " + FileTrouble.reason(e));
    }
    session.console().say("Wrote " + file);
    session.console().say("Start its apps: " + session.caller().program() + " start " + name);
    return ExitCode.OK;
  }

  /** A first line that tells editors how to check YAML; JavaScript has none. */
  private static String schema(Session session, String name) {
    var root = session.caller().root();
    var schema = root == null ? null : root.resolve("docs/process-file.schema.json");
    return name.endsWith(".yaml") && schema != null && Files.exists(schema)
        ? "# yaml-language-server: $schema=" + schema.toUri() + "\n"
        : "";
  }

  /** Where the package says that its {@code .js} files are ES modules, this one must say no. */
  private static String javaScript(Path cwd) {
    for (var folder = cwd; folder != null; folder = folder.getParent()) {
      var description = folder.resolve("package.json");
      if (Files.exists(description)) {
        return isOfModules(description) ? "ecosystem.config.cjs" : "ecosystem.config.js";
      }
    }
    return "ecosystem.config.js";
  }

  /** A package.json that cannot be read is for others to complain about. */
  private static boolean isOfModules(Path description) {
    try {
      return JsonReader.read(Files.readString(description)) instanceof Map<?, ?> fields
          && "module".equals(fields.get("type"));
    } catch (IOException _) {
      return false;
    }
  }

  private static String template(String name) {
    try (InputStream text = InitCommand.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
