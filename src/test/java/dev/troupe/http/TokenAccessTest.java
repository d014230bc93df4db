package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.http.Access.Credentials;
import dev.troupe.http.Access.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAccessTest {
  private static final String BEARER = "Bearer secret";
  private final TokenAccess local = new TokenAccess("secret", "127.0.0.1", false);
  private final TokenAccess remote = new TokenAccess("secret", "0.0.0.0", true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:9615",
        "127.0.0.1:9615",
        "127.1.2.3",
        "[::1]:9615",
        "[::1]",
      })
  void anyNameOfThisMachineIsFine(String host) {
    assertThat(local.judge(new Credentials(host, "", BEARER), false))
        .isEqualTo(new Verdict.Admitted());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.",
        "127.0.0.1@evil.example",
        "192.168.0.7:9615",
        "::1",
      })
  void anyOtherNameIsForbidden(String host) {
    assertThat(local.judge(new Credentials(host, "", BEARER), false))
        .isInstanceOf(Verdict.Forbidden.class);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:9615, http://localhost:9615, true",
    "localhost:9615, https://localhost:9615, true",
    "localhost:9615, http://localhost:9616, false",
    "localhost:9615, http://localhost, false",
    "localhost:9615, http://127.0.0.1:9615, false",
    "localhost:9615, null, false",
    "localhost:9615, http://evil.example, false",
    "localhost:9615, localhost:9615, false",
  })
  void anOriginMustBeTheEndpointItself(String host, String origin, boolean isFine) {
    assertThat(
            local.judge(new Credentials(host, origin, BEARER), false) instanceof Verdict.Admitted)
        .isEqualTo(isFine);
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
    assertThat(
            local.judge(new Credentials("localhost", "", authorization), false)
                instanceof Verdict.Admitted)
        .isEqualTo(isFine);
  }

  @ParameterizedTest
  @CsvSource({
    "any.name, '', true",
    "any.name, https://any.name, true",
    "any.name, https://evil.example, false",
  })
  void aRemoteEndpointMayHaveAnyNameButNoForeignOrigin(String host, String origin, boolean isFine) {
    assertThat(
            remote.judge(new Credentials(host, origin, BEARER), false) instanceof Verdict.Admitted)
        .isEqualTo(isFine);
  }
}
