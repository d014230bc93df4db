package dev.troupe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Dependency;
import dev.troupe.model.Dependency.Condition;
import dev.troupe.model.PlainApp;
import dev.troupe.model.RestartRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartOrderTest {

  /** {@code web: db ready, migrate completed; db}: apps and what they depend on. */
  private static List<AppSpec> apps(String text) {
    return Stream.of(text.split(";", -1)).map(String::strip).map(StartOrderTest::app).toList();
  }

  private static AppSpec app(String text) {
    var parts = text.split(":", -1);
    var dependencies =
        parts.length == 1
            ? List.<Dependency>of()
            : Stream.of(parts[1].split(",", -1)).map(StartOrderTest::dependency).toList();
    return spec(parts[0], RestartRules.DEFAULT, dependencies);
  }

  private static Dependency dependency(String text) {
    var words = text.strip().split(" ", -1);
    return new Dependency(words[0], Condition.valueOf(words[1].toUpperCase(Locale.ROOT)));
  }

  private static AppSpec spec(String name, RestartRules restart, List<Dependency> dependencies) {
    return PlainApp.of(name, "/" + name)
        .with(
            app -> {
              app.restart = restart;
              app.dependsOn = dependencies;
            });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          web; db                                  | db=0, web=0
          web: db started; db                      | db=0, web=1
          web: db ready; db: disk started; disk    | db=1, disk=0, web=2
          web: migrate completed; migrate          | migrate=0, web=2
          web: a ready, b completed; a; b: a ready | a=0, b=1, web=3
          web: nowhere ready                       | web=0
          a: b ready; b: a ready                   | a=1, b=0
          web; web: db ready; db                   | db=0, web=1
          """)
  void putsEachAppBehindWhatItDependsOn(String apps, String stages) {
    var expected =
        Stream.of(stages.split(", ", -1))
            .map(pair -> pair.split("=", -1))
            .map(pair -> Map.entry(pair[0], Integer.valueOf(pair[1])))
            .toList();
    assertThat(StartOrder.stages(apps(apps)).entrySet())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          web: db ready; db: web ready | depends_on goes in a circle: web -> db -> web
          web: web started             | depends_on goes in a circle: web -> web
          a: b ready; b: c ready; c: b started | depends_on goes in a circle: b -> c -> b
          web: db ready | web depends on db, which is neither declared nor managed (depends_on)
          """)
  void saysWhyThereIsNoOrder(String apps, String reason) {
    assertThat(StartOrder.obstacle(apps(apps), List.of())).contains(reason);
  }

  @Test
  void findsACircleThroughAppsThatAreManagedAlready() {
    assertThat(StartOrder.obstacle(apps("db: web ready"), apps("web: db ready")))
        .contains("depends_on goes in a circle: db -> web -> db");
  }

  @Test
  void takesADeclaredAppInPlaceOfTheManagedOneOfItsName() {
    assertThat(StartOrder.obstacle(apps("db; web: db ready"), apps("db: web ready"))).isEmpty();
  }

  @Test
  void findsNoObstacleIfSomethingIsReachedInTwoWays() {
    assertThat(
            StartOrder.obstacle(apps("a: b ready, c ready; b: d ready; c: d ready; d"), List.of()))
        .isEmpty();
  }

  @Test
  void refusesToWaitForTheEndOfWhatIsAlwaysRestarted() {
    assertThat(StartOrder.obstacle(apps("web: migrate completed; migrate"), List.of()))
        .contains(
            "web waits for the end of migrate, which is started again whenever it ends: give"
                + " migrate autorestart: false or stop_exit_codes: 0");
  }

  @Test
  void waitsForTheEndOfWhatIsNotRestarted() {
    var rules = RestartRules.DEFAULT;
    var once =
        new RestartRules(
            false,
            rules.minUptime(),
            rules.maxRestarts(),
            rules.delay(),
            rules.backoff(),
            List.of());
    var all =
        List.of(
            spec("migrate", once, List.of()),
            spec("web", rules, List.of(new Dependency("migrate", Condition.COMPLETED))));
    assertThat(StartOrder.obstacle(all, List.of())).isEmpty();
  }
}
