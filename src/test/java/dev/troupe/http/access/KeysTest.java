package dev.troupe.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.http.access.Keys.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-31T12:00:00Z"));

  @TempDir private Path home;

  private Keys open() throws IOException {
    return Keys.open("the token", home.resolve("keys.json"), CLOCK);
  }

  @Test
  void remembersKeysButNotTheirSecrets() throws IOException {
    var made = (Outcome.Made) open().add("phone", Role.OPERATE);
    assertThat(Files.readString(home.resolve("keys.json"))).doesNotContain(made.secret());
    assertThat(open().find(made.secret())).contains(made.key());
    assertThat(made.key().createdAt()).isEqualTo(CLOCK.instant());
  }

  @Test
  void keepsTheFileForItsOwner() throws IOException {
    var _ = open().add("phone", Role.VIEW);
    assertThat(Files.getPosixFilePermissions(home.resolve("keys.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aRevokedKeyIsGoneForGood() throws IOException {
    var keys = open();
    var made = (Outcome.Made) keys.add("phone", Role.VIEW);
    assertThat(keys.revoke("phone")).isEqualTo(new Outcome.Revoked(made.key()));
    assertThat(keys.find(made.secret())).isEmpty();
    assertThat(open().named()).isEmpty();
  }

  @Test
  void aNameIsGivenOnce() throws IOException {
    var keys = open();
    assertThat(keys.add("phone", Role.VIEW)).isInstanceOf(Outcome.Made.class);
    assertThat(keys.add("phone", Role.ADMIN)).isInstanceOf(Outcome.Refused.class);
    assertThat(keys.add("token", Role.ADMIN)).isInstanceOf(Outcome.Refused.class);
    assertThat(keys.named()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-x", "a b", "ä", "a/b"})
  void aNameIsAPlainWord(String name) throws IOException {
    assertThat(open().add(name, Role.VIEW)).isInstanceOf(Outcome.Misnamed.class);
  }

  @Test
  void nobodyRevokesWhatIsNotThere() throws IOException {
    assertThat(open().revoke("phone")).isEqualTo(new Outcome.Missing("there is no key phone"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}"})
  void aFileThatIsNoListOfKeysIsNamed(String content) throws IOException {
    Files.writeString(home.resolve("keys.json"), content);
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("keys.json is no list of keys");
  }
}
