package dev.troupe.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads files that declare apps. Loads only the parser that a file needs; blocks. */
public final class ProcessFileReader {
  private static final String STDIN = "standard input";

  private final Path cwd;
  private final Map<String, String> env;

  /**
   * Prepares reading.
   *
   * @param cwd absolute folder of the caller
   * @param env the caller's environment: node is found in its PATH, and sees it
   */
  public ProcessFileReader(Path cwd, Map<String, String> env) {
    this.cwd = cwd;
    this.env = Map.copyOf(env);
  }

  /**
   * Reads a file in the format that its name tells; one whose name tells none is taken for JSON.
   *
   * @param name as the user wrote it, which is also what error lines call it
   */
  public ProcessFile read(String name) {
    var file = cwd.resolve(name).normalize();
    var format = FileFormat.of(name).orElse(FileFormat.JSON);
    try {
      var parsed = parse(name, file, format, Files.readString(file));
      var folder = format.startsFromItsFolder() ? file.getParent() : cwd;
      return AppList.of(name, parsed, folder == null ? cwd : folder);
    } catch (MalformedFile e) {
      return new ProcessFile.Unreadable(e.line());
    } catch (IOException e) {
      return new ProcessFile.Unreadable(name + ": " + reason(e));
    }
  }

  /** Reads a section of a file, such as {@code deploy}, and leaves its apps alone. */
  public FileSection readSection(String name, String section) {
    var file = cwd.resolve(name).normalize();
    try {
      var format = FileFormat.of(name).orElse(FileFormat.JSON);
      var root = parse(name, file, format, Files.readString(file)).root();
      return root instanceof Map<?, ?> map && map.get(section) instanceof Map<?, ?> values
          ? new FileSection.Found(values)
          : new FileSection.Unreadable(name + ": has no section " + section + "; write one");
    } catch (MalformedFile e) {
      return new FileSection.Unreadable(e.line());
    } catch (IOException e) {
      return new FileSection.Unreadable(name + ": " + reason(e));
    }
  }

  /** Reads what came on standard input: JSON, strict or as JavaScript takes it. */
  public ProcessFile readText(String text) {
    try {
      return AppList.of(STDIN, json(STDIN, text), cwd);
    } catch (MalformedFile e) {
      return new ProcessFile.Unreadable(e.line());
    }
  }

  private Parsed parse(String name, Path file, FileFormat format, String text)
      throws MalformedFile {
    return switch (format) {
      case JSON -> json(name, text);
      case YAML -> YamlText.parse(name, text);
      case TOML -> TomlText.parse(name, text);
      case HOCON -> new HoconFile(name, file).parse();
      case JAVASCRIPT -> node().orElseThrow(() -> needsNode(name)).module(name, file);
    };
  }

  /** Most files are strict JSON, which needs no node. */
  private Parsed json(String name, String text) throws MalformedFile {
    try {
      return JsonText.parse(name, text);
    } catch (MalformedFile strict) {
      var node = node();
      if (node.isEmpty()) {
        throw needsNode(strict);
      }
      return javaScript(node.get(), name, text, strict);
    }
  }

  /** What is wrong with a text that was to be strict JSON, the parser of JSON says better. */
  private static Parsed javaScript(NodeScript node, String name, String text, MalformedFile strict)
      throws MalformedFile {
    try {
      return node.expression(name, text);
    } catch (MalformedFile loose) {
      boolean wasStrict = strict.isNotBefore(loose) || loose.isBeyond(text.lines().count());
      throw wasStrict ? strict : loose;
    }
  }

  private Optional<NodeScript> node() {
    return SearchPath.of(env, cwd).find("node").map(node -> new NodeScript(node, cwd, env));
  }

  private static MalformedFile needsNode(MalformedFile strict) {
    return new MalformedFile(
        strict.problem(),
        "strict JSON it is not, and node, which would take it for JavaScript, is not in PATH",
        "correct the JSON there or install node");
  }

  private static MalformedFile needsNode(String name) {
    return new MalformedFile(
        name,
        "needs node, which is not in PATH",
        "install it or declare the apps in JSON, YAML, TOML or HOCON");
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "not found; check the path";
      case AccessDeniedException _ -> "permission denied; check who may read it";
      case MalformedInputException _ -> "is no UTF-8 text; save it as UTF-8";
      default -> "cannot be read: " + e.getMessage() + "; check the path";
    };
  }
}
