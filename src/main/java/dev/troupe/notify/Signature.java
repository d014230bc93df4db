package dev.troupe.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests as the Standard Webhooks specification 1.0.0 has it (standardwebhooks.com):
 * HMAC-SHA256 of {@code ID.TIMESTAMP.BODY}.
 */
final class Signature {
  private static final String ALGORITHM = "HmacSHA256";

  /** A secret that begins so is the Base64 of its bytes. */
  private static final String ENCODED = "whsec_";

  private Signature() {}

  /**
   * The value of {@code Webhook-Signature}.
   *
   * @param timestamp in seconds since 1970
   */
  static String of(String secret, String id, long timestamp, String body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key(secret), ALGORITHM));
      var signed = id + "." + timestamp + "." + body;
      var code = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static byte[] key(String secret) {
    if (secret.startsWith(ENCODED)) {
      try {
        return Base64.getDecoder().decode(secret.substring(ENCODED.length()));
      } catch (IllegalArgumentException _) {
        return secret.getBytes(StandardCharsets.UTF_8);
      }
    }
    return secret.getBytes(StandardCharsets.UTF_8);
  }
}
