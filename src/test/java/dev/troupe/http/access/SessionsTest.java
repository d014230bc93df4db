package dev.troupe.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {
  @TempDir private Path home;
  private Instant now = Instant.parse("2026-01-31T12:00:00Z");
  private Keys keys;
  private Sessions sessions;

  @BeforeEach
  void open() throws IOException {
    keys = Keys.open("the token", home.resolve("keys.json"), () -> now);
    sessions = new Sessions(keys, () -> now);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void aKeyBeginsASessionOfItsRole() throws IOException {
    var made = (Keys.Outcome.Made) keys.add("phone", Role.VIEW);
    var secret = sessions.begin(made.secret()).orElseThrow();
    assertThat(sessions.find(secret).orElseThrow().role()).isEqualTo(Role.VIEW);
    assertThat(sessions.begin("wrong")).isEmpty();
  }

  @Test
  void aSessionEndsWithItsKey() throws IOException {
    var made = (Keys.Outcome.Made) keys.add("phone", Role.VIEW);
    var secret = sessions.begin(made.secret()).orElseThrow();
    assertThat(keys.revoke("phone")).isInstanceOf(Keys.Outcome.Revoked.class);
    assertThat(sessions.find(secret)).isEmpty();
  }

  @Test
  void aSessionLastsAsLongAsItIsUsed() {
    var secret = sessions.begin("the token").orElseThrow();
    pass(Sessions.IDLE.minusSeconds(1));
    assertThat(sessions.find(secret)).isPresent();
    pass(Sessions.IDLE.minusSeconds(1));
    assertThat(sessions.find(secret)).isPresent();
    pass(Sessions.IDLE);
    assertThat(sessions.find(secret)).isEmpty();
  }

  @Test
  void aSessionCanBeEnded() {
    var secret = sessions.begin("the token").orElseThrow();
    sessions.end(secret);
    assertThat(sessions.find(secret)).isEmpty();
  }

  @Test
  void aLinkWorksOnce() {
    var code = sessions.link(Role.OPERATE);
    var secret = sessions.redeem(code).orElseThrow();
    assertThat(sessions.find(secret).orElseThrow().role()).isEqualTo(Role.OPERATE);
    assertThat(sessions.redeem(code)).isEmpty();
    assertThat(sessions.redeem("wrong")).isEmpty();
  }

  @Test
  void aLinkIsGoodForAMinute() {
    var code = sessions.link(Role.ADMIN);
    pass(Sessions.LINK);
    assertThat(sessions.redeem(code)).isEmpty();
  }

  @Test
  void theOldestSessionMakesRoom() {
    var first = sessions.begin("the token").orElseThrow();
    pass(Duration.ofSeconds(1));
    String last = first;
    for (int i = 0; i < 256; i++) {
      last = sessions.begin("the token").orElseThrow();
    }
    assertThat(sessions.find(first)).isEmpty();
    assertThat(sessions.find(last)).isPresent();
  }
}
