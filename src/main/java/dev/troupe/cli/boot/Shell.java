package dev.troupe.cli.boot;

import java.util.List;

/** Words as a POSIX shell reads them. */
public final class Shell {
  private Shell() {}

  /** The word as it is where that is safe, else in single quotes. */
  public static String quoted(String word) {
    boolean isPlain = !word.isEmpty();
    for (int at = 0; at < word.length(); at++) {
      isPlain &= isPlain(word.charAt(at));
    }
    return isPlain ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** The words as one line. */
  public static String line(List<String> words) {
    return String.join(" ", words.stream().map(Shell::quoted).toList());
  }

  private static boolean isPlain(char c) {
    return Character.isLetterOrDigit(c) || "/._-+=:,@%".indexOf(c) >= 0;
  }
}
