package dev.troupe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.troupe.policy.Targets.Candidate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTest {
  /** {@code 2} is a name, {@code web} a name and a namespace, {@code 3} a namespace and an id. */
  private static final List<Candidate> ALL =
      List.of(
          new Candidate(4, 0, "web", "front", "/srv/web.js"),
          new Candidate(0, 0, "api", "back", "/srv/api.js"),
          new Candidate(1, 1, "api", "back", "/srv/api.js"),
          new Candidate(2, 0, "worker", "web", "/srv/worker.js"),
          new Candidate(3, 0, "2", "3", "/srv/2.js"),
          new Candidate(5, 0, "all-in-one", "3", "/srv/api.js"));

  private static List<Integer> ids(String spaced) {
    return Stream.of(spaced.split(" ")).map(Integer::valueOf).toList();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "all,           0 1 2 3 4 5",
    "api,           0 1",
    "back,          0 1",
    "0,             0",
    "5,             5",
    "/srv/web.js,   4",
    "web.js,        4",
    "./web.js,      4",
    "srv/web.js,    4",
    "api:0,         0",
    "api:1,         1",
    "/srv/api.js,   0 1 5",
    "/^a/,          0 1 5",
    "/e/,           2 4 5",
    "/^(api|web)$/, 0 1 4",
    "/WEB|2/,       3"
  })
  void meansOneKindOfThing(String target, String expected) {
    assertThat(Targets.resolve(target, ALL)).isEqualTo(ids(expected));
  }

  @Test
  void takesANumberForANameFirst() {
    assertThat(Targets.resolve("2", ALL)).containsExactly(3);
  }

  @Test
  void takesANumberForANamespaceBeforeAnId() {
    assertThat(Targets.resolve("3", ALL)).containsExactly(3, 5);
  }

  @Test
  void takesAWordForANameBeforeANamespace() {
    assertThat(Targets.resolve("web", ALL)).containsExactly(4);
  }

  @Test
  void takesAWordForAScriptBeforeANamespace() {
    var all =
        List.of(
            new Candidate(0, 0, "a", "b.js", "/srv/a.js"), new Candidate(1, 0, "b", "x", "/b.js"));
    assertThat(Targets.resolve("b.js", all)).containsExactly(1);
  }

  @Test
  void takesANameWithAColonForANameBeforeASlot() {
    var all =
        List.of(new Candidate(0, 0, "web:0", "x", "/a"), new Candidate(1, 0, "web", "x", "/b"));
    assertThat(Targets.resolve("web:0", all)).containsExactly(0);
  }

  @Test
  void takesAllForEverythingEvenIfAnAppHasThatName() {
    var named = List.of(new Candidate(0, 0, "all", "a", "/a"), new Candidate(1, 0, "b", "b", "/b"));
    assertThat(Targets.resolve("all", named)).containsExactly(0, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "nope", "6", "-1", "00", "AP", "Api", "/nope/", "//", "/", "''", "pi.js", "srv", "api:2",
    "api:", "back:0"
  })
  void findsNothingForAnythingElse(String target) {
    assertThat(Targets.resolve(target, ALL)).isEmpty();
  }

  @Test
  void refusesAPatternThatCannotBeRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Targets.resolve("/(/", ALL))
        .withMessageStartingWith("'/(/' is not a regular expression: ");
  }
}
