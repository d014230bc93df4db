package dev.troupe.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file that is to be run, and what can be told of it by looking.
 *
 * @param file absolute path
 */
record Script(Path file) {
  private static final int HEAD = 512;
  private static final Pattern NODE_LINE =
      Pattern.compile("#!\\s*(/\\S*/)?(env\\s+)?(node|nodejs|bun)\\s*");

  /** Whether the kernel can run it as it is. */
  boolean runsItself() {
    if (!Files.isExecutable(file)) {
      return false;
    }
    var head = head();
    return head.startsWith("#!") || isBinary(head) || !Files.isReadable(file);
  }

  /** {@code node} or {@code bun} if the first line names it and no more. */
  Optional<String> nodeInFirstLine() {
    var line = NODE_LINE.matcher(head().lines().findFirst().orElse(""));
    return line.matches() ? Optional.of(line.group(3)) : Optional.empty();
  }

  /** Whether it is a text that does not name what runs it: for node, as PM2 has it. */
  boolean isPlainText() {
    var head = head();
    return !head.isBlank() && !head.startsWith("#!") && !isBinary(head);
  }

  /** Why it cannot be run. */
  String problem() {
    if (Files.isExecutable(file)) {
      return file + " is a text without a first line such as #!/bin/sh";
    }
    return isBinary(head())
        ? file + " has no permission to execute"
        : file + " has no permission to execute, and its name tells no interpreter";
  }

  /** What to do about that. */
  String remedy() {
    return Files.isExecutable(file)
        ? "add that line or name an interpreter (--interpreter)"
        : "run chmod +x " + file + " or name an interpreter (--interpreter)";
  }

  private static boolean isBinary(String head) {
    return head.indexOf('\0') >= 0;
  }

  /** Empty if it may not be read, which running it does not need. */
  private String head() {
    if (!Files.isReadable(file)) {
      return "";
    }
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
