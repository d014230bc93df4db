package dev.troupe.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A {@code .env} file, as dotenv reads it: {@code NAME=value} lines with {@code #} comments, three
 * kinds of quotes within which lines may end, and {@code ${VAR}} as dotenv-expand has it, but for
 * single quotes, within which a text stays as it is.
 */
final class EnvFile {
  private static final Pattern START =
      Pattern.compile("\\s*(?:export\\s+)?([\\w.-]+)(?:[ \\t]*=|:[ \\t])[ \\t]*");
  private static final Pattern COMMENT = Pattern.compile("[ \\t]*(?:#[^\\n]*)?(?:\\n|$)");
  private static final Pattern SKIPPED = Pattern.compile("(?:\\s|#[^\\n]*)*");

  private final String file;
  private final String text;
  private final Map<String, String> outside;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private int at;

  private EnvFile(String file, String text, Map<String, String> outside) {
    this.file = file;
    this.text = text;
    this.outside = outside;
  }

  /**
   * Reads a text.
   *
   * @param file what error lines call it
   * @param outside what {@code ${VAR}} means if the text has not said so before
   */
  static Map<String, String> parse(String file, String text, Map<String, String> outside)
      throws MalformedFile {
    var reading = new EnvFile(file, text.replace("\r\n", "\n").replace('\r', '\n'), outside);
    reading.skip();
    while (reading.at < reading.text.length()) {
      reading.variable();
      reading.skip();
    }
    return reading.variables;
  }

  private void skip() {
    var skipped = SKIPPED.matcher(text).region(at, text.length());
    at = skipped.lookingAt() ? skipped.end() : at;
  }

  private void variable() throws MalformedFile {
    var start = START.matcher(text).region(at, text.length());
    if (!start.lookingAt()) {
      throw malformed("is no NAME=value", "correct it, or begin it with # to make it a comment");
    }
    int line = at;
    at = start.end();
    variables.put(start.group(1), value(line));
  }

  private String value(int line) throws MalformedFile {
    char first = at < text.length() ? text.charAt(at) : '\n';
    return switch (first) {
      case '\'', '"', '`' -> quoted(first, line);
      default -> expanded(plain());
    };
  }

  /** To the end of the line, or to a comment. */
  private String plain() {
    int end = endOfLine(at);
    int comment = text.indexOf('#', at);
    var value = text.substring(at, comment >= 0 && comment < end ? comment : end).strip();
    at = end;
    return value;
  }

  private String quoted(char quote, int line) throws MalformedFile {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' && end + 1 < text.length() ? 2 : 1;
    }
    if (end >= text.length()) {
      at = line;
      throw malformed("opens a " + quote + " that is not closed", "close it");
    }
    var content = text.substring(at + 1, end);
    at = end + 1;
    if (!COMMENT.matcher(text).region(at, text.length()).lookingAt()) {
      at = line;
      throw malformed("goes on after the closing " + quote, "put all of the value into the quotes");
    }
    return switch (quote) {
      case '"' -> expanded(content.replace("\\n", "\n").replace("\\r", "\r").replace("\\\"", "\""));
      case '`' -> expanded(content);
      default -> content;
    };
  }

  private String expanded(String value) {
    return EnvExpansion.of(value, name -> variables.getOrDefault(name, outside.get(name)));
  }

  private int endOfLine(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private MalformedFile malformed(String problem, String remedy) {
    long line = text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    var name = START.matcher(text).region(at, text.length());
    var shown = name.lookingAt() ? name.group(1) : Values.shown(firstWord());
    return new MalformedFile(file + ":" + line, shown + " " + problem, remedy);
  }

  /** Of the line, without what could be a secret. */
  private String firstWord() {
    return text.substring(at, endOfLine(at)).strip().split("[\\s=:]", 2)[0];
  }
}
