package dev.troupe.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Event;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.Hooks;
import dev.troupe.policy.HookCall;
import dev.troupe.policy.HookQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a command of an app is told. */
class HookEnvironmentTest {

  private static Map<String, String> afterEndBy(ExitStatus status) {
    var spec =
        HookSpecs.app("api", "/", new Hooks("true", null, null, null, Duration.ofSeconds(30)));
    var event = new Event.Exited(Instant.EPOCH, "api", 3, 4711, status, true);
    var call = HookCall.of(spec, 3, 2, status, event).orElseThrow();
    return HookEnvironment.of(new HookQueue.Entry(call, 0), "/home");
  }

  @Test
  void saysThatTheKernelHasEndedAChildForItsMemory() {
    assertThat(afterEndBy(new ExitStatus.Signaled(9, true)))
        .containsEntry("TROUPE_SIGNAL", "SIGKILL")
        .containsEntry("TROUPE_REASON", "out of memory");
    assertThat(afterEndBy(new ExitStatus.Signaled(9)))
        .containsEntry("TROUPE_SIGNAL", "SIGKILL")
        .containsEntry("TROUPE_REASON", "");
  }
}
