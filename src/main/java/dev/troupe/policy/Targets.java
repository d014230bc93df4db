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
   * @param script absolute path of the app's script
   */
  public record Candidate(int id, String name, String namespace, String script) {}

  /**
   * The ids that {@code target} means, in order of id: {@code all}; {@code /regex/} on names; a
   * name; a namespace; an instance id; a script's path.
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
    return List.<Predicate<Candidate>>of(
            c -> c.name().equals(target),
            c -> c.namespace().equals(target),
            c -> Integer.toString(c.id()).equals(target),
            c -> c.script().equals(target))
        .stream()
        .map(rule -> ids(candidates, rule))
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(List.of());
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
