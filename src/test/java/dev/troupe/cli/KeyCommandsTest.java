package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.KeyInfo;
import dev.troupe.api.KeyList;
import dev.troupe.api.Link;
import dev.troupe.api.MadeKey;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code key} and {@code web}, against a daemon that only pretends. */
class KeyCommandsTest extends CommandTestBase {
  private static final KeyInfo PHONE =
      new KeyInfo("phone", "operate", Instant.parse("2026-01-31T12:00:00Z"));

  @Test
  void showsASecretOnce() throws IOException {
    daemon.answering("POST /api/v1/keys", 201, new MadeKey("phone", "operate", "abc"));
    var result = troupe.run("key", "add", "phone", "--role", "operate");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("Made key phone, which may operate").endsWith("\nabc\n");
    assertThat(daemon.bodyOf("POST /api/v1/keys"))
        .containsEntry("name", "phone")
        .containsEntry("role", "operate");
  }

  @Test
  void aKeyMayViewUnlessMoreIsAskedFor() throws IOException {
    daemon.answering("POST /api/v1/keys", 201, new MadeKey("phone", "view", "abc"));
    assertThat(troupe.run("key", "add", "phone").exitCode()).isZero();
    assertThat(daemon.bodyOf("POST /api/v1/keys")).containsEntry("role", "view");
  }

  @Test
  void listsKeys() {
    daemon.answering("GET /api/v1/keys", 200, new KeyList(List.of(PHONE)));
    assertThat(troupe.run("key").out())
        .isEqualTo("phone                    operate  2026-01-31T12:00:00Z\n");
  }

  @Test
  void revokesAKey() {
    daemon.answering("DELETE /api/v1/keys/phone", 200, PHONE);
    assertThat(troupe.run("key", "revoke", "phone").out())
        .isEqualTo("[Troupe] Revoked key phone\n");
  }

  @Test
  void saysWhatKeyCanDo() {
    assertThat(troupe.run("key", "lend", "phone").err()).contains("it adds or revokes a key");
    assertThat(troupe.run("key", "add").err()).contains("key add needs the NAME of a key");
  }

  @Test
  void printsALinkToTheDashboard() throws IOException {
    var url = "http://127.0.0.1:9615/login?code=abc";
    daemon.answering("POST /api/v1/session/link", 201, new Link(url));
    var result = troupe.run("web", "--role", "view");
    assertThat(result.out()).isEqualTo(url + "\n");
    assertThat(daemon.bodyOf("POST /api/v1/session/link")).containsEntry("role", "view");
  }

  @Test
  void saysWhyThereIsNoDashboard() {
    daemon.refusing("POST /api/v1/session/link", 409, "the TCP port is not open: it is taken");
    var result = troupe.run("web");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).contains("the TCP port is not open: it is taken");
  }
}
