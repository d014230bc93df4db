package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Hooks;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Commands of an app, as declared. */
class HookFieldsTest extends DeclaredApp {
  private static final Map<String, Object> DECLARED =
      Map.of(
          "on_crash", "a",
          "onReady", "b",
          "on_give_up", "c",
          "on_stop", "d",
          "hook_timeout", "5s");
  private static final Hooks READ = new Hooks("a", "b", "c", "d", Duration.ofSeconds(5));

  @Test
  void anAppThatSaysNothingHasNone() {
    assertThat(app(Map.of()).hooks()).isEqualTo(Hooks.NONE);
  }

  @Test
  void allCanBeSaid() {
    assertThat(app(DECLARED).hooks()).isEqualTo(READ);
  }

  @Test
  void theySurviveTheDaemon() throws IOException {
    var text = RecordText.write(app(DECLARED));
    assertThat(RecordText.read(AppSpec.class, text).hooks()).isEqualTo(READ);
  }

  @Test
  void anAppSavedByAnOlderVersionHasNone() throws IOException {
    var text = RecordText.write(app(Map.of())).replaceFirst(",\"hooks\":\\{[^}]*}", "");
    assertThat(text).doesNotContain("hooks");
    assertThat(RecordText.read(AppSpec.class, text).hooks()).isEqualTo(Hooks.NONE);
  }

  @Test
  void theyCanBeChanged() {
    var changed =
        AppChanges.apply(app(DECLARED), Map.of("on_crash", "z"), machine.cwd, machine.home, 4);
    assertThat(((ReadResult.Accepted) changed).apps().getFirst().hooks())
        .isEqualTo(new Hooks("z", "b", "c", "d", Duration.ofSeconds(5)));
  }
}
