package dev.troupe.policy;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which instances a word on the command line means (PM2's order of guesses). */
public final class Targets {
  private Targets() {}

  /**
   * What a target can be matched against.
   *
   * @param id instance id
   * @param slot position within its app
   * @param script absolute path of the app's script
   */
  public record Candidate(int id, int slot, String name, String namespace, String script) {
    private boolean isOfScript(String path) {
      return script.equals(path)
          || (FILE_NAME.matcher(path).matches() && script.endsWith("/" + path));
    }

    private boolean isSlot(String target) {
      return target.equals(name + ":" + slot);
    }
  }

  /** A relative path whose last part has an extension. */
  private static final Pattern FILE_NAME = Pattern.compile("[^/].*\\.\\w+");

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /**
   * The ids that {@code target} means, in order of id: {@code all}; {@code /regex/} on names; of a
   * number: a name, a namespace, an instance id; of anything else: a name or a script (its path, or
   * the end of it with the file's extension), {@code name:slot}, a namespace.
   *
   * @throws IllegalArgumentException with one clear line, if a pattern cannot be read
   */
  public static List<Integer> resolve(String target, Collection<Candidate> candidates) {
    if (target.equals("all")) {
      return ids(candidates, _ -> true);
    }
    if (target.length() > 2 && target.startsWith("/") && target.endsWith("/")) {
      var pattern = pattern(target.substring(1, target.length() - 1));
      return ids(candidates, c -> pattern.matcher(c.name()).find());
    }
    return guesses(target).stream()
        .map(rule -> ids(candidates, rule))
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static List<Predicate<Candidate>> guesses(String target) {
    Predicate<Candidate> isName = c -> c.name().equals(target);
    Predicate<Candidate> isNamespace = c -> c.namespace().equals(target);
    if (NUMBER.matcher(target).matches()) {
      return List.of(isName, isNamespace, c -> Integer.toString(c.id()).equals(target));
    }
    var path = target.startsWith("./") ? target.substring(2) : target;
    return List.of(isName.or(c -> c.isOfScript(path)), c -> c.isSlot(target), isNamespace);
  }

  private static Pattern pattern(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'/%s/' is not a regular expression: %s".formatted(regex, e.getDescription()), e);
    }
  }

  private static List<Integer> ids(Collection<Candidate> candidates, Predicate<Candidate> rule) {
    return candidates.stream().filter(rule).map(Candidate::id).sorted().toList();
  }
}
