package dev.troupe.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.http.access.Access.Credentials;
import dev.troupe.http.access.Access.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyAccessTest {
  private static final String HOST = "localhost:9615";
  private static final String ORIGIN = "http://localhost:9615";

  @TempDir private Path home;
  private Keys keys;
  private Sessions sessions;
  private KeyAccess access;

  @BeforeEach
  void open() throws IOException {
    keys = Keys.open("secret", home.resolve("keys.json"), InstantSource.system());
    sessions = new Sessions(keys, InstantSource.system());
    access = new KeyAccess(new Provenance("127.0.0.1", false), keys, sessions);
  }

  private Verdict byKey(String authorization) {
    return access.judge(new Credentials(HOST, "", authorization, "", true), false);
  }

  private Verdict byCookie(String cookie, String origin, boolean isSafe) {
    return access.judge(new Credentials(HOST, origin, "", cookie, isSafe), false);
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer secret, true",
    "bearer  secret, true",
    "Bearer Secret, false",
    "Bearer secret2, false",
    "Bearer, false",
    "secret, false",
  })
  void theTokenMustBeRight(String authorization, boolean isFine) {
    assertThat(byKey(authorization) instanceof Verdict.Admitted).isEqualTo(isFine);
  }

  @Test
  void theTokenMayDoEverything() {
    assertThat(byKey("Bearer secret"))
        .isEqualTo(new Verdict.Admitted(new Caller("token", Role.ADMIN, HOST, "")));
  }

  @Test
  void aNamedKeyMayDoWhatItsRoleSays() throws IOException {
    var made = (Keys.Outcome.Made) keys.add("phone", Role.VIEW);
    assertThat(byKey("Bearer " + made.secret()))
        .isEqualTo(new Verdict.Admitted(new Caller("phone", Role.VIEW, HOST, "")));
  }

  @Test
  void aSessionIsKnownByTheCookieOfItsPort() {
    var secret = sessions.begin("secret").orElseThrow();
    assertThat(byCookie("a=b; troupe-9615=" + secret, "", true))
        .isEqualTo(new Verdict.Admitted(new Caller("token", Role.ADMIN, HOST, secret)));
    assertThat(byCookie("troupe-9616=" + secret, "", true))
        .isInstanceOf(Verdict.Unauthorized.class);
  }

  @Test
  void aSessionChangesThingsOnlyForThePageItself() {
    var cookie = "troupe-9615=" + sessions.begin("secret").orElseThrow();
    assertThat(byCookie(cookie, ORIGIN, false)).isInstanceOf(Verdict.Admitted.class);
    assertThat(byCookie(cookie, "", false)).isInstanceOf(Verdict.Forbidden.class);
    assertThat(byCookie(cookie, "http://evil.example", false))
        .isInstanceOf(Verdict.Forbidden.class);
  }

  @Test
  void whatIsForEverybodyNeedsNoKeyButTheRightPlace() {
    var nobody = new Credentials(HOST, "", "", "", true);
    assertThat(access.judge(nobody, true)).isInstanceOf(Verdict.Admitted.class);
    assertThat(access.judge(new Credentials("evil.example", "", "", "", true), true))
        .isInstanceOf(Verdict.Forbidden.class);
  }

  @Test
  void whoeverOpensTheSocketFileMayDoEverything() {
    var verdict = new FileAccess().judge(new Credentials("", "", "", "", false), false);
    assertThat(verdict).isEqualTo(new Verdict.Admitted(new Caller("socket", Role.ADMIN, "", "")));
  }
}
