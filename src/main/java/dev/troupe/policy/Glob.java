package dev.troupe.policy;

import java.util.regex.Pattern;

/**
 * A pattern of paths: {@code *} and {@code ?} stay within one name, {@code **} goes through
 * folders, {@code [a-z]}, {@code [!a-z]} and {@code {a,b}} mean what they mean in a shell.
 */
final class Glob {
  private final String text;
  private final StringBuilder regex = new StringBuilder();
  private int at;
  private int braces;

  private Glob(String text) {
    this.text = text;
  }

  /** Whether a text has anything of a pattern in it. */
  static boolean isOne(String text) {
    return text.chars().anyMatch(letter -> "*?[{".indexOf(letter) >= 0);
  }

  static Pattern compile(String text) {
    var glob = new Glob(text);
    while (glob.at < text.length()) {
      glob.take(text.charAt(glob.at++));
    }
    return Pattern.compile(glob.regex + ")".repeat(glob.braces));
  }

  private void take(char letter) {
    switch (letter) {
      case '*' -> star();
      case '?' -> regex.append("[^/]");
      case '[' -> letters();
      case '{' -> {
        braces++;
        regex.append("(?:");
      }
      default -> inBraces(letter);
    }
  }

  private void inBraces(char letter) {
    if (braces > 0 && letter == '}') {
      braces--;
      regex.append(')');
    } else {
      regex.append(braces > 0 && letter == ',' ? "|" : Pattern.quote(String.valueOf(letter)));
    }
  }

  /** Two stars and a slash are any number of folders, also none. */
  private void star() {
    if (!text.startsWith("*", at)) {
      regex.append("[^/]*");
      return;
    }
    at++;
    boolean isFolders = text.startsWith("/", at);
    at += isFolders ? 1 : 0;
    regex.append(isFolders ? "(?:.*/)?" : ".*");
  }

  private void letters() {
    int end = text.indexOf(']', at + 1);
    if (end < 0) {
      regex.append("\\[");
      return;
    }
    var inside = text.substring(at, end);
    boolean isNegated = inside.startsWith("!");
    var set = (isNegated ? inside.substring(1) : inside).replaceAll("[\\\\\\[\\]^&]", "\\\\$0");
    regex.append(isNegated ? "[^/" : "[").append(set).append(']');
    at = end + 1;
  }
}
