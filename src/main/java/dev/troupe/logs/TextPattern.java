package dev.troupe.logs;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.Predicate;
import java.util.regex.Matcher;

/**
 * What a line's text must contain, as a regular expression in RE2's syntax: the usual one without
 * back references and lookaround. Looking takes time in proportion to the text, whatever the
 * expression.
 */
public final class TextPattern implements Predicate<String> {
  private static final int LONGEST = 1_000;

  /** Repetitions become copies when it is compiled; nested ones multiply. */
  private static final int MOST_COPIES = 10_000;

  private static final java.util.regex.Pattern REPETITION =
      java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

  private final Pattern pattern;

  private TextPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Reads an expression.
   *
   * @param text 1,000 characters at most
   * @throws IllegalArgumentException if it is none, is too long or repeats too often; the message
   *     says what is wrong
   */
  public static TextPattern of(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("is longer than %d characters".formatted(LONGEST));
    }
    if (copies(text) > MOST_COPIES) {
      throw new IllegalArgumentException(
          "%s repeats more than %d times".formatted(text, MOST_COPIES));
    }
    try {
      return new TextPattern(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "%s is no regular expression: %s".formatted(text, e.getDescription()), e);
    }
  }

  private static long copies(String text) {
    long copies = 1;
    Matcher found = REPETITION.matcher(text);
    while (found.find() && copies <= MOST_COPIES) {
      String most =
          found.group(2) == null || found.group(2).isEmpty() ? found.group(1) : found.group(2);
      copies *= Math.max(1, Long.parseLong(most));
    }
    return copies;
  }

  @Override
  public boolean test(String text) {
    return pattern.matcher(text).find();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextPattern that && pattern.equals(that.pattern);
  }

  @Override
  public int hashCode() {
    return pattern.hashCode();
  }

  @Override
  public String toString() {
    return pattern.pattern();
  }
}
