package dev.troupe.config;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts variables into a text as dotenv-expand does: {@code $VAR}, {@code ${VAR}}, {@code
 * ${VAR:-default}} and {@code ${VAR-default}}; a backslash before the dollar keeps it.
 */
final class EnvExpansion {
  private static final Pattern VARIABLE =
      Pattern.compile(
          "\\\\(\\$)|\\$(?:\\{([A-Za-z_]\\w*)(?:(:?-)((?:[^{}]|\\$\\{[^{}]*\\})*))?\\}"
              + "|([A-Za-z_]\\w*))");

  private EnvExpansion() {}

  /** The text with its variables; one that has no value and no default leaves nothing. */
  static String of(String text, Function<String, @Nullable String> values) {
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(replacement(found, values)));
  }

  private static String replacement(
      java.util.regex.MatchResult found, Function<String, @Nullable String> values) {
    if (found.group(1) != null) {
      return "$";
    }
    var name = found.group(2) == null ? found.group(5) : found.group(2);
    var value = values.apply(name);
    boolean isLacking = value == null || (value.isEmpty() && ":-".equals(found.group(3)));
    if (!isLacking) {
      return String.valueOf(value);
    }
    return found.group(4) == null ? "" : of(found.group(4), values);
  }
}
