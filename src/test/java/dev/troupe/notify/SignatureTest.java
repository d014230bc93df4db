package dev.troupe.notify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignatureTest {
  /** The example of the specification (standard-webhooks 1.0.0) and its libraries. */
  @Test
  void isThatOfStandardWebhooks() {
    assertThat(
            Signature.of(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330,
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void aSecretThatIsNoBase64IsTakenAsItIs() {
    assertThat(Signature.of("whsec_%%%%%%%%%%%%%%", "a", 1, "b"))
        .isNotEqualTo(Signature.of("%%%%%%%%%%%%%%", "a", 1, "b"))
        .startsWith("v1,");
  }
}
