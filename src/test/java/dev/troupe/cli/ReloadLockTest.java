package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReloadLockTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path home;

  private ReloadLock take(Instant now, boolean force) throws CommandFailure {
    return ReloadLock.take(home, InstantSource.fixed(now), force);
  }

  @Test
  void keepsASecondReloadOutUntilTheFirstIsOver() throws CommandFailure {
    try (var _ = take(NOW, false)) {
      assertThatThrownBy(() -> take(NOW.plusSeconds(29), false))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("a reload is under way")
          .hasMessageContaining("-f");
    }
    assertThatCode(() -> take(NOW, false).close()).doesNotThrowAnyException();
  }

  @Test
  void countsNoLongerAfterHalfAMinute() throws CommandFailure, IOException {
    try (var _ = take(NOW, false)) {
      assertThatCode(() -> take(NOW.plus(Duration.ofSeconds(30)), false))
          .doesNotThrowAnyException();
    }
    assertThat(home.resolve("reload.lock")).isEmptyFile();
  }

  @Test
  void isBrokenByForce() throws CommandFailure {
    try (var _ = take(NOW, false)) {
      assertThatCode(() -> take(NOW, true)).doesNotThrowAnyException();
    }
  }

  @Test
  void isWrittenAsPm2DoesIt() throws CommandFailure, IOException {
    try (var _ = take(NOW, false)) {
      assertThat(home.resolve("reload.lock")).hasContent(Long.toString(NOW.toEpochMilli()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "2026-01-01T00:00:00Z", "9999999999999"})
  void passesOverWhatIsNoTimeOrHasNotComeYet(String text) throws IOException {
    Files.writeString(home.resolve("reload.lock"), text);
    assertThatCode(() -> take(NOW, false)).doesNotThrowAnyException();
  }
}
