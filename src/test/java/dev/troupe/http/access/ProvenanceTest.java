package dev.troupe.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceTest {
  private final Provenance local = new Provenance("127.0.0.1", false);
  private final Provenance remote = new Provenance("0.0.0.0", true);

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
    assertThat(local.refusal(host, "")).isEmpty();
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
    assertThat(local.refusal(host, "")).isPresent();
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
    assertThat(local.refusal(host, origin).isEmpty()).isEqualTo(isFine);
  }

  @ParameterizedTest
  @CsvSource({
    "any.name, '', true",
    "any.name, https://any.name, true",
    "any.name, https://evil.example, false",
  })
  void aRemoteEndpointMayHaveAnyNameButNoForeignOrigin(String host, String origin, boolean isFine) {
    assertThat(remote.refusal(host, origin).isEmpty()).isEqualTo(isFine);
  }
}
