package dev.troupe.http.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Texts that nobody guesses, and their digests, by which they are known without being kept. */
final class Secret {
  private static final int RANDOM_BYTES = 32;

  private Secret() {}

  /** A new one of 256 random bits, made of letters, digits, {@code -} and {@code _}. */
  static String create() {
    var random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** SHA-256 in hexadecimal. Enough for secrets of so many random bits; passwords need more. */
  static String digest(String secret) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
