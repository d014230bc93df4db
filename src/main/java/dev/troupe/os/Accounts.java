package dev.troupe.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The machine's users and groups: those of {@code /etc/passwd} and {@code /etc/group}, and those a
 * directory service knows (getent(1)).
 */
final class Accounts {

  /** A line of passwd(5). */
  record User(long uid, long gid) {}

  private static final int ID = 2;
  private static final int LOGIN_GROUP = 3;

  private Accounts() {}

  /** The user of that name or number. */
  static Optional<User> user(String nameOrNumber) {
    return entry("passwd", nameOrNumber)
        .filter(fields -> fields.length > LOGIN_GROUP)
        .map(fields -> new User(Long.parseLong(fields[ID]), Long.parseLong(fields[LOGIN_GROUP])));
  }

  /** The number of the group of that name or number. */
  static Optional<Long> group(String nameOrNumber) {
    return entry("group", nameOrNumber)
        .filter(fields -> fields.length > ID)
        .map(fields -> Long.parseLong(fields[ID]));
  }

  static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Optional<String[]> entry(String database, String key) {
    return find(lines(Path.of("/etc", database)), key)
        .or(() -> find(askDirectory(database, key), key));
  }

  private static Optional<String[]> find(List<String> lines, String key) {
    boolean isNumber = isNumber(key);
    for (var line : lines) {
      var fields = line.split(":", -1);
      if (fields.length > ID && (fields[0].equals(key) || (isNumber && fields[ID].equals(key)))) {
        return Optional.of(fields);
      }
    }
    return Optional.empty();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<String> askDirectory(String database, String key) {
    try {
      var getent = new ProcessBuilder("getent", database, key).start();
      try (var out = getent.getInputStream()) {
        return new String(out.readAllBytes(), StandardCharsets.ISO_8859_1).lines().toList();
      }
    } catch (IOException e) {
      return List.of();
    }
  }
}
