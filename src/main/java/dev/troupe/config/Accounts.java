package dev.troupe.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who is known on this machine.
 *
 * @param users a file as passwd(5) has it
 * @param groups a file as group(5) has it
 */
record Accounts(Path users, Path groups) {
  static final Accounts OF_THIS_MACHINE =
      new Accounts(Path.of("/etc/passwd"), Path.of("/etc/group"));

  /** Any number will do: the kernel asks for no entry. */
  boolean hasUser(String nameOrNumber) {
    return isNumber(nameOrNumber) || isListed(users, nameOrNumber);
  }

  boolean hasGroup(String nameOrNumber) {
    return isNumber(nameOrNumber) || isListed(groups, nameOrNumber);
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** A container may have no such file. */
  private static boolean isListed(Path file, String name) {
    if (!Files.exists(file)) {
      return false;
    }
    try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines.anyMatch(line -> line.startsWith(name + ":"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
