package dev.troupe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Event;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.Hooks;
import dev.troupe.notify.HookSpecs;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HookCallTest {
  private static final Hooks ALL = new Hooks("c", "r", "g", "s", Duration.ofSeconds(1));

  private static Event exited(boolean crashed) {
    return new Event.Exited(Instant.EPOCH, "api", 0, 7, new ExitStatus.Exited(1), crashed);
  }

  static Stream<Arguments> events() {
    return Stream.of(
        Arguments.of(exited(true), "on_crash c"),
        Arguments.of(exited(false), "none"),
        Arguments.of(new Event.Online(Instant.EPOCH, "api", 0, 7), "on_ready r"),
        Arguments.of(new Event.GaveUp(Instant.EPOCH, "api", 0, "why"), "on_give_up g"),
        Arguments.of(new Event.Stopped(Instant.EPOCH, "api", 0), "on_stop s"),
        Arguments.of(new Event.Stopping(Instant.EPOCH, "api", 0, 7), "none"),
        Arguments.of(new Event.Started(Instant.EPOCH, "api", 0, 7), "none"));
  }

  private static String call(Hooks hooks, Event event) {
    return HookCall.of(HookSpecs.app("api", "/", hooks), 0, 0, null, event)
        .map(call -> call.field() + " " + call.line())
        .orElse("none");
  }

  @ParameterizedTest
  @MethodSource("events")
  void eachEventCallsForItsHook(Event event, String expected) {
    assertThat(call(ALL, event)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("events")
  void anAppWithoutHooksIsLeftAlone(Event event, String expected) {
    assertThat(call(Hooks.NONE, event)).as(expected).isEqualTo("none");
  }
}
